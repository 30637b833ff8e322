// Designations: what an article calls an organisation in words of its own, "Wednesday's support group meeting" for the meeting of the
// Sund Contact Group. The kind of body must be the last word of the name, the article must name only one that ends so, and the word
// behind the phrase must stand beside the name, too, as it is or in another word of its sense.
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    BESIDE = 3,   // words between a name and what stands beside it
    LENGTH = 4,   // letters of the kind of body
    BODIES = 60,  // of an account that are looked at
    PHRASES = 60, // of an account that are compared with these
};

typedef struct body { // an organisation that an account names, by its last word
    uint32_t person, stem; // STM_NO_PERSON: several end so
} body;

typedef struct work {
    stm_comparing *c;
    const stm_account *account;
    stm_table kinds;
    stm_vector bodies; // of the account at hand
    uint32_t phrases;  // met in it
} work;

static stm_view text_of(const work *w, uint32_t t)
{
    return stm_account_text(w->account, w->account->doc->segments.tokens[t].span);
}

// The last token of a name; the name's first where it is one word.
static uint32_t last_token(const stm_account *account, const stm_name *name)
{
    uint32_t t = stm_token_at(&account->doc->segments, name->span.begin);
    while (t + 1 < account->doc->segments.ntokens && account->doc->segments.tokens[t + 1].span.begin < name->span.end)
        t++;
    return t;
}

static void read_bodies(work *w)
{
    const stm_notes *notes = &w->account->doc->notes;
    stm_vector_cut(&w->bodies, 0);
    for (size_t i = 0; i < notes->nnames; i++) {
        uint32_t t = last_token(w->account, &notes->names[i]), person = w->account->people[i];
        if (notes->names[i].kind != STM_NAME_ORGANISATION || person == STM_NO_PERSON || t >= w->account->doc->segments.ntokens ||
            w->account->doc->segments.tokens[t].span.begin == notes->names[i].span.begin)
            continue;
        body *known = NULL;
        for (size_t k = 0; k < w->bodies.n && known == NULL; k++)
            if (((body *)stm_vector_at(&w->bodies, k))->stem == w->account->stem[t])
                known = stm_vector_at(&w->bodies, k);
        if (known == NULL && w->bodies.n < BODIES)
            *(body *)stm_vector_push(&w->bodies) = (body){person, w->account->stem[t]};
        else if (known != NULL && known->person != person)
            known->person = STM_NO_PERSON;
    }
}

// Does a word of this sense stand beside a name of the organisation.
static bool stands_beside(const work *w, uint32_t person, uint32_t sense)
{
    const stm_notes *notes = &w->account->doc->notes;
    const stm_segments *g = &w->account->doc->segments;
    for (size_t i = 0; i < notes->nnames; i++) {
        if (w->account->people[i] != person)
            continue;
        uint32_t first = stm_token_at(g, notes->names[i].span.begin), last = last_token(w->account, &notes->names[i]);
        for (uint32_t t = first > BESIDE ? first - BESIDE : 0; t < g->ntokens && t <= last + BESIDE; t++)
            if ((t < first || t > last) && w->account->sense[t] == sense && g->tokens[t].sentence == g->tokens[first].sentence)
                return true;
    }
    return false;
}

static bool is_plain_word(const work *w, uint32_t t)
{
    const stm_token *token = &w->account->doc->segments.tokens[t];
    return token->kind == STM_TOKEN_WORD && !token->upper && !stm_table_has(&w->c->function_words, text_of(w, t));
}

// "the", "this", or whose it is: "Wednesday's".
static bool determines(const work *w, uint32_t t)
{
    stm_view word = text_of(w, t);
    return stm_view_equal_nocase(word, STM_VIEW("the")) || stm_view_equal_nocase(word, STM_VIEW("this")) ||
           (word.size > 3 && (stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("\xE2\x80\x99s"))));
}

static void read_phrase(work *w, uint32_t t)
{
    const stm_segments *g = &w->account->doc->segments;
    uint32_t sense = w->account->sense[t + 1];
    if (!determines(w, t - 2) || !is_plain_word(w, t - 1) || !is_plain_word(w, t) || !is_plain_word(w, t + 1) || sense == STM_NO_WORD ||
        g->tokens[t - 2].sentence != g->tokens[t + 1].sentence || text_of(w, t).size < LENGTH || !stm_table_has(&w->kinds, text_of(w, t)) || w->phrases++ >= PHRASES)
        return;
    for (size_t k = 0; k < w->bodies.n; k++) {
        const body *b = stm_vector_at(&w->bodies, k);
        if (b->stem == w->account->stem[t] && b->person != STM_NO_PERSON && stands_beside(w, b->person, sense))
            stm_people_add_form(w->c, b->person, stm_account_text(w->account, (stm_span){g->tokens[t - 1].span.begin, g->tokens[t].span.end}));
    }
}

void stm_designations_find(stm_comparing *c)
{
    work w = {.c = c};
    stm_table_read(&w.kinds, c->arena, stm_lang_table("en", "organisation-words"));
    stm_vector_init(&w.bodies, c->arena, sizeof(body));
    for (uint32_t a = 0; a < c->naccounts; a++) {
        w.account = &c->accounts[a];
        w.phrases = 0;
        read_bodies(&w);
        for (uint32_t t = 2; w.bodies.n > 0 && t + 1 < w.account->doc->segments.ntokens; t++)
            read_phrase(&w, t);
    }
}
