package io.carillon.engine.comply.quiet;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The time zones in which the owner of a number may be (libphonenumber's metadata): all of those
/// of its area code, or of its country where it tells no more.
///
/// Answers are remembered by the first eight characters and the length, up to 100,000 of them.
final class Zones {
  private static final int REMEMBERED_MAX = 100_000;
  private static final int PREFIX = 8;

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();
  private final ConcurrentHashMap<String, List<ZoneId>> remembered = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<List<ZoneId>, List<ZoneId>> same = new ConcurrentHashMap<>();

  /// None where the number tells none.
  List<ZoneId> of(String e164) {
    var key = e164.substring(0, Math.min(PREFIX, e164.length())) + e164.length();
    var known = remembered.get(key);
    if (known != null) {
      return known;
    }
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    var found = look(e164);
    var shared = same.putIfAbsent(found, found);
    var kept = shared == null ? found : shared;
    remembered.put(key, kept);
    return kept;
  }

  private List<ZoneId> look(String e164) {
    try {
      var number = plans.parse(e164, null);
      var own = known(zones.getTimeZonesForNumber(number));
      return own.isEmpty() ? byPrefix(number) : own;
    } catch (NumberParseException _) {
      return List.of();
    }
  }

  /// A number that no plan holds for valid yet has a prefix that may tell.
  private List<ZoneId> byPrefix(PhoneNumber number) {
    return known(zones.getTimeZonesForGeographicalNumber(number));
  }

  private static List<ZoneId> known(List<String> names) {
    var known = new ArrayList<ZoneId>();
    for (var name : names) {
      if (!name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())) {
        try {
          known.add(ZoneId.of(name));
        } catch (DateTimeException _) {
          // newer metadata may name a zone that this JDK does not know: the others count
        }
      }
    }
    return List.copyOf(known);
  }
}
