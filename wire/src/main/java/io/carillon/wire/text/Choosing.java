package io.carillon.wire.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses among the default tables, every allowed pair of national tables and UCS-2.
///
/// The fewest segments win, for they are what is paid. Among equals the best understood wins: the
/// default tables; UCS-2; a single shift, without which a handset shows the letter that it stands
/// beside (`g` for `ğ`); a locking shift, without which it shows other letters; both. Among equals
/// of a kind the fewest octets on the air win, then tables of one language, then the lower language
/// identifiers.
///
/// What a text takes in a pair of tables is counted from how often each of its characters stands in
/// it, so that the many pairs that fall short are never cut.
final class Choosing {
  private static final int MISFIT = -1;

  private final String text;
  private final Layout layout;

  /// The places (`NationalTables.place`) of the text's characters, each once, and how often.
  private final int[] places;

  private final int[] times;
  private @Nullable Choice best;

  private record Choice(Coding coding, int units, int segments, int octets) {}

  private Choosing(String text, Layout layout, int[] sorted) {
    this.text = text;
    this.layout = layout;
    places = Arrays.stream(sorted).distinct().toArray();
    times = new int[places.length];
    for (int place : sorted) {
      times[Arrays.binarySearch(places, place)]++;
    }
  }

  /// The best choice; empty where no table has a character of the text, and UCS-2 is not allowed.
  static Optional<Measure> best(String text, Layout layout, boolean ucs2) {
    var all = text.chars().map(character -> NationalTables.place((char) character)).toArray();
    Arrays.sort(all);
    boolean known = all.length == 0 || all[0] >= 0;
    var choosing = new Choosing(text, layout, known ? all : new int[0]);
    if (known) {
      choosing.consider(Optional.empty(), Optional.empty());
    }
    if (ucs2) {
      choosing.consider(Coding.UCS2, text.length());
    }
    if (known) {
      choosing.considerNational();
    }
    return Optional.ofNullable(choosing.best).map(Choosing::measure);
  }

  private static Measure measure(Choice choice) {
    return choice.segments > Segmentation.SEGMENTS_MAX
        ? new Measure.TooLong(choice.coding, choice.segments)
        : new Measure.Fits(choice.coding, choice.units, choice.segments);
  }

  /// In the order in which they are understood.
  private void considerNational() {
    var none = Optional.<Language>empty();
    var singles = new ArrayList<Optional<Language>>();
    var lockings = new ArrayList<Optional<Language>>();
    for (var language : Language.values()) {
      if (layout.national().contains(language)) {
        singles.add(Optional.of(language));
        if (language.hasLocking()) {
          lockings.add(Optional.of(language));
        }
      }
    }
    singles.forEach(single -> consider(none, single));
    lockings.forEach(locking -> consider(locking, none));
    lockings.forEach(both -> consider(both, both));
    for (var locking : lockings) {
      singles.forEach(single -> consider(locking, single));
    }
  }

  private void consider(Optional<Language> locking, Optional<Language> single) {
    int septets =
        septets(
            locking.map(Language::identifier).orElse(0),
            single.map(Language::identifier).orElse(0));
    if (septets != MISFIT) {
      consider(Coding.gsm7(new Shifts(locking, single)), septets);
    }
  }

  private int septets(int locking, int single) {
    int septets = 0;
    for (int i = 0; i < places.length; i++) {
      if ((NationalTables.lockings(places[i]) >>> locking & 1) != 0) {
        septets += times[i];
      } else if ((NationalTables.singles(places[i]) >>> single & 1) != 0) {
        septets += 2 * times[i];
      } else {
        return MISFIT;
      }
    }
    return septets;
  }

  private void consider(Coding coding, int units) {
    boolean alone = units <= Cutting.unitsAlone(coding);
    int each = alone ? Cutting.unitsAlone(coding) : Cutting.unitsEach(coding, layout.longForm());
    int segmentsMin = alone ? 1 : (units + each - 1) / each;
    int octetsMin = segmentsMin * headerOctets(coding, segmentsMin) + units * 7 / 8;
    if (best != null && !beats(best, coding, segmentsMin, octetsMin)) {
      return;
    }
    var cuts = new ArrayList<Cut>(segmentsMin + 1);
    int segments = Cutting.cut(text, coding, each, cuts);
    int octets = octets(coding, cuts);
    if (best == null || beats(best, coding, segments, octets)) {
      best = new Choice(coding, units, segments, octets);
    }
  }

  private static boolean beats(Choice best, Coding coding, int segments, int octets) {
    return segments < best.segments
        || (segments == best.segments && isAlike(coding, best.coding) && octets < best.octets);
  }

  private static boolean isAlike(Coding one, Coding other) {
    return one.encoding() == other.encoding()
        && one.shifts().single().isPresent() == other.shifts().single().isPresent()
        && one.shifts().locking().isPresent() == other.shifts().locking().isPresent();
  }

  /// On the air, where septets are always packed.
  private int octets(Coding coding, List<Cut> cuts) {
    int header = headerOctets(coding, cuts.size());
    int octets = 0;
    for (var cut : cuts) {
      octets +=
          switch (coding.encoding()) {
            case GSM7 -> header + (SeptetPacking.fillBits(header) + cut.units() * 7 + 7) / 8;
            case LATIN1 -> header + cut.units();
            case UCS2 -> header + cut.units() * 2;
          };
    }
    return octets;
  }

  private int headerOctets(Coding coding, int segments) {
    int concat = segments == 1 ? 0 : layout.longForm().headerOctets() - 1;
    int elements = concat + coding.shifts().headerOctets();
    return elements == 0 ? 0 : 1 + elements;
  }
}
