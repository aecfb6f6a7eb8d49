"""
Where places are: coordinates in China's systems, distances, and the nearest of some.

Maps in China are drawn in GCJ-02, which lies 100 to 700 meters beside what GPS says (WGS-84); Baidu's BD-09 lies beside
that again. The formulas are the published ones (Krasovsky 1940); outside of China nothing is shifted.
"""

from collections.abc import Iterable
from math import asin, atan2, cos, hypot, isfinite, pi, radians, sin, sqrt

from huoshui.touchpoints.stores.contract import Datum, NotAStorePlace, Point, Store

EARTH_KM = 6371.0088
"""Its mean radius (IUGG)."""
_AXIS = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BAIDU = pi * 3000.0 / 180.0
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271


def kilometers(one: Point, other: Point) -> float:
    """This will give the distance on the sphere (haversine)."""
    south, north = radians(one.latitude), radians(other.latitude)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def kept(point: Point, datum: Datum) -> Point:
    """
    This will give a place as we keep it, in GCJ-02, to a meter.

    :raises NotAStorePlace: if there is no such place, or latitude and longitude stand in each other's place
    """
    _check(point)
    if datum is Datum.WGS84:
        point = gcj_of_wgs(point)
    elif datum is Datum.BD09:
        point = gcj_of_bd(point)
    return Point(round(point.latitude, 5), round(point.longitude, 5))


def gcj_of_wgs(point: Point) -> Point:
    """This will give GPS's coordinates as maps in China have them."""
    if not (_WEST <= point.longitude <= _EAST and _SOUTH <= point.latitude <= _NORTH):
        return point
    x, y = point.longitude - 105.0, point.latitude - 35.0
    latitude, longitude = _shift_latitude(x, y), _shift_longitude(x, y)
    across = radians(point.latitude)
    magic = 1 - _ECCENTRICITY * sin(across) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (magic * sqrt(magic)) * pi
    parallel = _AXIS / sqrt(magic) * cos(across) * pi
    return Point(point.latitude + latitude * 180.0 / meridian, point.longitude + longitude * 180.0 / parallel)


def gcj_of_bd(point: Point) -> Point:
    """This will give Baidu's coordinates as the other maps in China have them."""
    x, y = point.longitude - 0.0065, point.latitude - 0.006
    far = hypot(x, y) - 0.00002 * sin(y * _BAIDU)
    angle = atan2(y, x) - 0.000003 * cos(x * _BAIDU)
    return Point(far * sin(angle), far * cos(angle))


def nearest(stores: Iterable[Store], here: Point, *, most: int, within_km: int | None) -> list[tuple[Store, float]]:
    """This will give the stores nearest to a place in GCJ-02 with their distances, as far as they have a place."""
    far = [(one, kilometers(here, one.details.point)) for one in stores if one.details.point is not None]
    within = [found for found in far if within_km is None or found[1] <= within_km]
    return sorted(within, key=lambda found: (found[1], found[0].code))[:most]


def _check(point: Point) -> None:
    said = {"latitude": f"{point.latitude:g}", "longitude": f"{point.longitude:g}"}  # JSON knows no NaN
    if not (isfinite(point.latitude) and isfinite(point.longitude)):
        raise NotAStorePlace(**said, why="these are no numbers")
    if abs(point.latitude) > 90 and abs(point.longitude) <= 90:
        raise NotAStorePlace(**said, why="latitude and longitude stand in each other's place")
    if abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise NotAStorePlace(**said, why="latitudes end at 90 degrees, longitudes at 180")
    if point == Point(0, 0):
        raise NotAStorePlace(**said, why="this is what programs write when they know no place")


def _waves(x: float) -> float:
    return (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0


def _shift_latitude(x: float, y: float) -> float:
    shift = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + _waves(x)
    shift += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return shift + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _shift_longitude(x: float, y: float) -> float:
    shift = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + _waves(x)
    shift += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return shift + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
