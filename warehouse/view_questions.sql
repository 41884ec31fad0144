-- A question per view that a researcher or fact-checker would ask, with its query; docs/views.md shows the answers.

-- who_said_what: Who says what about Teir Malla, in which words, and who is quoted by whom?
select outlet, chain, quote, outcome, counted_as
from who_said_what
where place in ('Teir Malla', 'Tir Ma''lah') and outcome = 'killed'
order by stated_on, outlet, quote;

-- figure_by_origin: What does each origin say was the toll there, whoever carried it?
select origin, entity_class, figure, is_derived, qualifier_drift, outlets
from figure_by_origin
where place in ('Teir Malla', 'Tir Ma''lah') and outcome = 'killed'
order by entity_class, origin;

-- comparison: How do the origins relate, on every figure that more than one of them gives?
select place, event_date, outcome, entity_class, verdict, origins, claims, reason
from comparison
where origins > 1
order by event_date, place, outcome, entity_class;

-- contradictions: On which figures do origins exclude each other?
select place, event_date, outcome, entity_class, claims
from contradictions
order by event_date, place, outcome, entity_class;

-- diverging_minimums: Where are "at least" figures of different size, which do not exclude each other?
select place, event_date, outcome, entity_class, lowest, intersection_low, ratio, reason
from diverging_minimums
order by ratio desc, place;

-- single_origin: Which tolls of ten and more rest on one origin, and how many outlets carried them?
select place, event_date, outcome, entity_class, claims, outlets
from single_origin
where lowest >= 10 and domain = 'people' and count_status = 'incident'
order by outlets desc, event_date, place, outcome, entity_class
limit 8;

-- conceded_figures: What do parties concede of their own strikes, and what do others say?
select place, event_date, entity_class, conceders, conceded_low, conceded_high, claims
from conceded_figures
order by event_date, place, entity_class;

-- denials: Who denies what, and is a claim on record?
select place, event_date, denied_by, quote, denied_claims
from denials
order by event_date, place, quote;

-- headline_against_body: Which headlines say another number than their text?
select outlet, heading_text, body_text, relation
from headline_against_body
where relation <> 'the same'
order by outlet, heading_text;

-- breakdown_check: Which parts do not fit into their whole?
select outlet, stated_on, check_kind, part_text, whole_text, finding
from breakdown_check
where finding <> 'consistent'
order by stated_on, outlet, part_text;

-- place_scope_check: Is what is said of a village contained in what is said of its region on that day?
select place, event_date, entity_class, claims, wider_place, wider_claims, finding
from place_scope_check
order by is_flagged desc, event_date, place, wider_place, entity_class
limit 8;

-- revisions: Which tolls were revised by the origin that gave them?
select place, outcome, entity_class, origin, stated_on, previous_figure, figure, revision
from revisions
where revision not in ('first', 'repeated')
order by place, outcome, stated_on, origin;

-- independence: Which figures are in several outlets, and come down to how many origins?
select place, event_date, outcome, entity_class, outlets, stories, independent_origins, summary
from independence
where outlets > 1
order by independent_origins, outlets desc, event_date, place, outcome, entity_class
limit 8;

-- near_copies: Which texts are nearly the same as an earlier one?
select outlet, stated_on, first_outlet, similarity, title
from near_copies
order by stated_on, outlet;

-- qualifier_drift: Where did "at least" get lost between copies of one figure?
select place, origin, outlet, quote, dropped_the_bound
from qualifier_drift
order by place, origin, outlet, quote;

-- possible_same_origins: Which unnamed voices may be one voice?
select place, event_date, figure, origin, outlet, counted_with
from possible_same_origins
order by event_date, place, outlet;

-- vague_claims: What do vague words come to under the conventions of the field?
select quote, outlet, convention, low, best, high
from vague_claims
where vague_term in ('dozens', 'several')
order by quote, outlet, assertion_id, convention
limit 10;

-- unattributed: Which numbers do outlets give without a source?
select outlet, place, quote, outcome, restates_a_source
from unattributed
where text_role = 'body' and counted_as = 'statement'
order by stated_on, outlet, quote
limit 8;

-- casualties_by_status_and_source_class: What range do sources of each kind give for the dead, by day and place?
select place, event_date, entity_class, count_status, source_class, origins, lowest, highest
from casualties_by_status_and_source_class
where outcome = 'killed' and entity_class = 'person'
order by event_date, place, count_status, source_class
limit 10;

-- equipment_losses: How do claimed losses compare, by side, category, model and status?
select affiliation, category, designation, status, count_status, claimed_low, claimed_high, origins, confirmed
from equipment_losses
order by category, designation, affiliation, status, count_status
limit 12;

-- strength_estimates: Who puts which force or besieged population at how many?
select place, affiliation, entity_class, origin, stated_on, figure
from strength_estimates
order by stated_on, place, origin, entity_class
limit 8;

-- source_departures: Where does an origin lie outside of what all others say?
select origin, place, event_date, outcome, entity_class, figure, hull_of_others, position, distance
from source_departures
where position <> 'inside'
order by event_date, place, outcome, entity_class, origin;

-- source_behaviour: How often is each origin inside, above and below the others, and on how many figures does that rest?
select origin, outcome, figures_compared, inside, above, below, median_ratio_of_minimums
from source_behaviour
order by figures_compared desc, origin, outcome
limit 8;

-- unresolved_places_and_dates: Which figures cannot meet others, because place or day is not known?
select outlet, quote, place, place_is_unresolved, date_is_unresolved
from unresolved_places_and_dates
order by stated_on, outlet, quote
limit 8;

-- needs_review: What should a person look at first?
select cause, place, outlet, quote, detail
from needs_review
order by cause, place, outlet, quote
limit 8;

-- figure_by_origin_with_lists: What do texts say of an event, and what do coded lists?
select place, event_date, outcome, entity_class, origin, figure, source_class
from figure_by_origin_with_lists
where place = 'Tir Ma''lah'
order by outcome, entity_class, origin;

-- comparison_with_lists: Where does a coded list stand apart from what the texts say?
select place, event_date, outcome, entity_class, verdict, verdict_with_lists, claims, list_claims
from comparison_with_lists
order by event_date, place, outcome, entity_class;

-- in_place_revisions: Which figures did an outlet change on a page that it had published already?
select outlet, url, previous_figure, figure, revision, new_sentence
from in_place_revisions
order by replaced_at
limit 5;

-- quarantined_rows: What was left out, and why?
select table_name, check_name, failure, document_id
from quarantined_rows
order by table_name, check_name, document_id;

-- assertions_reviewed: What do the views read, once decisions of review are applied?
select
    review,
    count(*) as assertions
from assertions_reviewed
group by review
order by review;

-- assertions_flat: All that is known of one assertion, in one row?
select outlet, stated_on, chain, exact, asserted_low, asserted_high, entity_class, outcome, place_text, event_date_start
from assertions_flat
where quantity_kind = 'range'
order by stated_on, outlet, exact
limit 5;
