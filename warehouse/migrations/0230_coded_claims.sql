-- What coded lists say of events: claims of their list, never assertions, since they have no span of text.
create table coded_claims (
    claim_id varchar not null,
    list_name varchar not null,
    preset varchar not null,
    coded_id varchar not null,
    outcome varchar not null,
    entity_class varchar not null,
    low double,
    best double,
    high double,
    event_date_start date,
    event_date_end date,
    place varchar,
    country varchar,
    latitude double,
    longitude double,
    source_note varchar,
    url varchar
);
comment on table coded_claims is
'One row per coded event and group of people of a loaded list (UCDP GED, ACLED, GTD, Airwars): a claim of that list.';
comment on column coded_claims.claim_id is 'Hash of the list, the id in it, and what is counted.';
comment on column coded_claims.list_name is 'File that the list was loaded from.';
comment on column coded_claims.preset is 'Kind of list: ucdp-ged, acled, gtd or airwars.';
comment on column coded_claims.coded_id is 'Id of the event in the list.';
comment on column coded_claims.outcome is 'What happened to the counted, by the coarse code.';
comment on column coded_claims.entity_class is 'Class of who is counted, as far as the list tells them apart.';
comment on column coded_claims.low is 'Lowest number of the list; null where it gives none.';
comment on column coded_claims.best is 'Best estimate of the list; null where it gives none.';
comment on column coded_claims.high is 'Highest number of the list; null where it gives none.';
comment on column coded_claims.event_date_start is 'First day of the event as coded.';
comment on column coded_claims.event_date_end is 'Last day of the event as coded.';
comment on column coded_claims.place is 'Place as the list names it.';
comment on column coded_claims.country is 'Country, ISO 3166-1 alpha-2, where the list''s name of it is known.';
comment on column coded_claims.latitude is 'Latitude as coded. Unit: degrees.';
comment on column coded_claims.longitude is 'Longitude as coded. Unit: degrees.';
comment on column coded_claims.source_note is 'What the list says of its sources, in its words.';
comment on column coded_claims.url is 'Address that the list gives.';
