-- Great-circle distance in km between two points in degrees; null where either is not known.
create or replace macro km_between(latitude_1, longitude_1, latitude_2, longitude_2) as
2 * 6371.0 * asin(sqrt(least(
    1.0,
    pow(sin(radians(latitude_2 - latitude_1) / 2), 2)
    + cos(radians(latitude_1)) * cos(radians(latitude_2)) * pow(sin(radians(longitude_2 - longitude_1) / 2), 2)
)));
