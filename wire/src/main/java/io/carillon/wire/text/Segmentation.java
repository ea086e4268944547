package io.carillon.wire.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How a text falls into segments (3GPP TS 23.040 §9.2.3.24.1).
///
/// A text that fits one message goes alone (160 septets, 140 octets, 70 UCS-2 units); a longer one
/// in parts that carry a concatenation header (153, 134, 67 with 8-bit references), and national
/// tables take three octets each of that, too. Neither an escape pair nor a surrogate pair is ever
/// split, so a part may stay one unit short.
///
/// `measure` is called for each message at accept: for a text in the default alphabet it is one
/// pass and allocates nothing but its answer. `segments` makes the octets and is called when they
/// are sent. Both are functions of what they are given, so that what is sent is what was counted.
public final class Segmentation {
  /// The header counts segments in one octet.
  public static final int SEGMENTS_MAX = 255;

  private Segmentation() {}

  /// Measures for the usual layout.
  public static Measure measure(String text, WantedEncoding wanted) {
    return measure(text, wanted, Layout.USUAL);
  }

  /// Chooses what the text is said in and counts units and segments. National tables are chosen
  /// only where they take fewer segments than the default one and UCS-2.
  public static Measure measure(String text, WantedEncoding wanted, Layout layout) {
    return switch (wanted) {
      case AUTO -> {
        int septets = septets(text, layout);
        if (isPlain(septets)) {
          yield new Measure.Fits(Coding.GSM7, septets, 1);
        }
        if (!layout.national().isEmpty()) {
          yield Choosing.best(text, layout, true).orElseThrow();
        }
        yield septets < 0
            ? fits(text, Coding.UCS2, text.length(), layout)
            : fits(text, Coding.GSM7, septets, layout);
      }
      case GSM7 -> gsm7(text, layout);
      case LATIN1 -> {
        int units = octets(text);
        yield units < 0 ? misfit(text, wanted, ~units) : fits(text, Coding.LATIN1, units, layout);
      }
      case UCS2 -> fits(text, Coding.UCS2, text.length(), layout);
    };
  }

  private static boolean isPlain(int septets) {
    return septets >= 0 && septets <= TextEncoding.GSM7.unitsMax(0);
  }

  private static Measure gsm7(String text, Layout layout) {
    int septets = septets(text, layout);
    if (!isPlain(septets) && !layout.national().isEmpty()) {
      return Choosing.best(text, layout, false)
          .orElseGet(() -> misfit(text, WantedEncoding.GSM7, unknown(text, ~septets)));
    }
    return septets < 0
        ? misfit(text, WantedEncoding.GSM7, ~septets)
        : fits(text, Coding.GSM7, septets, layout);
  }

  /// The first character that no table has, or else the first that the default one lacks.
  private static int unknown(String text, int other) {
    for (int i = other; i < text.length(); i++) {
      if (NationalTables.place(text.charAt(i)) < 0) {
        return i;
      }
    }
    return other;
  }

  private static Measure misfit(String text, WantedEncoding wanted, int index) {
    return new Measure.Misfit(wanted, text.codePointAt(index), index);
  }

  /// The septets of the text in the default tables, or the bitwise complement of the index of its
  /// first misfit. Where Latin-1 stands for them, both must have each character.
  private static int septets(String text, Layout layout) {
    int septets = Gsm.septets(text);
    if (layout.alphabet() == LinkAlphabet.LATIN1 && septets >= 0) {
      int octets = octets(text);
      return octets < 0 ? octets : septets;
    }
    return septets;
  }

  /// The octets of the text in Latin-1, or the bitwise complement of the index of its first misfit.
  private static int octets(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) <= 0xFF) {
      i++;
    }
    return i < text.length() ? ~i : i;
  }

  private static Measure fits(String text, Coding coding, int units, Layout layout) {
    int segments = 1;
    if (units > Cutting.unitsAlone(coding)) {
      segments = Cutting.cut(text, coding, Cutting.unitsEach(coding, layout.longForm()), null);
    }
    return segments > SEGMENTS_MAX
        ? new Measure.TooLong(coding, segments)
        : new Measure.Fits(coding, units, segments);
  }

  /// Where `measure` cuts the text, a piece for each segment on the air.
  ///
  /// @param fits what `measure` answered for this text and layout
  public static List<Cut> cuts(String text, Measure.Fits fits, Layout layout) {
    if (fits.segments() == 1) {
      return List.of(new Cut(0, text.length(), fits.units()));
    }
    var cuts = new ArrayList<Cut>(fits.segments());
    Cutting.cut(text, fits.coding(), Cutting.unitsEach(fits.coding(), layout.longForm()), cuts);
    return cuts;
  }

  /// The segments of `text` as the message centre is to get them: at least one, and one only where
  /// it cuts them itself (`LongForm.PAYLOAD`).
  ///
  /// @param fits what `measure` answered for this text and layout
  /// @param reference names the text among those of the same sender and recipient; as many of its
  ///   low bits count as the layout has room for, and only where there is more than one segment
  /// @throws IllegalArgumentException where `fits` is of another text
  public static List<Segment> segments(
      String text, Measure.Fits fits, Layout layout, int reference) {
    var longForm = layout.longForm();
    var coding = fits.coding();
    if (layout.parts(fits.segments()) == 1) {
      var header = Udh.of(coding.shifts()).octets(false);
      var whole = new Cut(0, text.length(), fits.units());
      return List.of(new Segment(1, 1, header, body(text, whole, header, coding, layout)));
    }
    var cuts = cuts(text, fits, layout);
    int total = cuts.size();
    var segments = new ArrayList<Segment>(total);
    for (int number = 1; number <= total; number++) {
      var concat = new Udh.Concat(longForm.reference(reference), total, number);
      var header =
          longForm.isHeaded()
              ? Udh.of(coding.shifts()).of(concat).octets(longForm == LongForm.UDH16)
              : Octets.NONE;
      var body = body(text, cuts.get(number - 1), header, coding, layout);
      segments.add(new Segment(number, total, header, body));
    }
    return segments;
  }

  private static Octets body(String text, Cut cut, Octets header, Coding coding, Layout layout) {
    return switch (coding.encoding()) {
      case GSM7 ->
          switch (layout.alphabet()) {
            case GSM7 -> ShiftedGsm.encode(text, cut, coding.shifts());
            case LATIN1 -> octets(text, cut, StandardCharsets.ISO_8859_1);
            case PACKED_GSM7 ->
                SeptetPacking.packUnambiguously(
                    ShiftedGsm.encode(text, cut, coding.shifts()),
                    header.isEmpty() ? 0 : SeptetPacking.fillBits(header.size()));
          };
      case LATIN1 -> octets(text, cut, StandardCharsets.ISO_8859_1);
      case UCS2 -> octets(text, cut, StandardCharsets.UTF_16BE);
    };
  }

  private static Octets octets(String text, Cut cut, Charset charset) {
    return Octets.owning(text.substring(cut.from(), cut.to()).getBytes(charset));
  }
}
