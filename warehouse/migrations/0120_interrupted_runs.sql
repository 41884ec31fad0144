-- By its work folder a run that was killed is told from one that goes on; until now both stayed 'running'.
alter table runs add column work_folder varchar;
alter table runs add column interruption_found_at timestamp with time zone;
