package io.carillon.wire.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a text falls into segments (3GPP TS 23.040 §9.2.3.24.1).
///
/// A text that fits one message goes alone (160 septets, 140 octets, 70 UCS-2 units); a longer one
/// in parts that carry a concatenation header (153, 134, 67). Neither an escape pair nor a
/// surrogate pair is ever split, so a part may stay one unit short.
///
/// `measure` allocates nothing but its answer and is meant to be called for each message at accept;
/// `segments` makes the octets and is called when they are sent.
public final class Segmentation {
  /// The header counts segments in one octet.
  public static final int SEGMENTS_MAX = 255;

  private Segmentation() {}

  /// Measures with the 8-bit concatenation header.
  public static Measure measure(String text, WantedEncoding wanted) {
    return measure(text, wanted, ConcatHeader.EIGHT_BIT);
  }

  /// Chooses the encoding and counts units and segments.
  public static Measure measure(String text, WantedEncoding wanted, ConcatHeader header) {
    return switch (wanted) {
      case AUTO -> {
        int septets = Gsm.septets(text);
        yield septets < 0
            ? fits(text, TextEncoding.UCS2, text.length(), header)
            : fits(text, TextEncoding.GSM7, septets, header);
      }
      case GSM7, LATIN1, UCS2 -> {
        TextEncoding encoding = encoding(wanted);
        int units = units(text, encoding);
        yield units < 0
            ? new Measure.Misfit(wanted, text.codePointAt(~units), ~units)
            : fits(text, encoding, units, header);
      }
    };
  }

  private static TextEncoding encoding(WantedEncoding wanted) {
    return switch (wanted) {
      case AUTO, GSM7 -> TextEncoding.GSM7;
      case LATIN1 -> TextEncoding.LATIN1;
      case UCS2 -> TextEncoding.UCS2;
    };
  }

  /// The units of the whole text, or the bitwise complement of the index of its first misfit.
  private static int units(String text, TextEncoding encoding) {
    return switch (encoding) {
      case GSM7 -> Gsm.septets(text);
      case UCS2 -> text.length();
      case LATIN1 -> {
        int i = 0;
        while (i < text.length() && text.charAt(i) <= 0xFF) {
          i++;
        }
        yield i < text.length() ? ~i : i;
      }
    };
  }

  private static Measure fits(String text, TextEncoding encoding, int units, ConcatHeader header) {
    int segments = 1;
    if (units > encoding.unitsMax(0)) {
      segments = cut(text, encoding, encoding.unitsMax(header.octets()), null);
    }
    return segments > SEGMENTS_MAX
        ? new Measure.TooLong(encoding, segments)
        : new Measure.Fits(encoding, units, segments);
  }

  /// Counts the parts of at most `unitsMax` units; where `ends` is given, adds the index behind
  /// each.
  private static int cut(
      String text, TextEncoding encoding, int unitsMax, @Nullable List<Integer> ends) {
    int parts = 1;
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int characters = charactersAt(text, i, encoding);
      int units = encoding == TextEncoding.GSM7 ? septetsAt(text, i) : characters;
      if (used + units > unitsMax) {
        if (ends != null) {
          ends.add(i);
        }
        parts++;
        used = 0;
      }
      used += units;
      i += characters;
    }
    if (ends != null) {
      ends.add(text.length());
    }
    return parts;
  }

  private static int charactersAt(String text, int index, TextEncoding encoding) {
    return encoding == TextEncoding.UCS2
            && index + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1))
        ? 2
        : 1;
  }

  private static int septetsAt(String text, int index) {
    return Gsm.code(text.charAt(index)) >= Gsm.EXTENDED ? 2 : 1;
  }

  /// The segments of `text`, at least one. `reference` names the text among those of the same
  /// sender and recipient; it is used only where there is more than one segment.
  ///
  /// @throws IllegalArgumentException where `measure` would not have answered `Fits`
  public static List<Segment> segments(
      String text, TextEncoding encoding, ConcatHeader header, int reference) {
    int units = units(text, encoding);
    if (units < 0) {
      throw new IllegalArgumentException("no " + encoding + " character at index " + ~units);
    }
    if (units <= encoding.unitsMax(0)) {
      Octets body = encode(text, 0, text.length(), encoding);
      return List.of(new Segment(1, 1, Octets.NONE, body));
    }
    var ends = new ArrayList<Integer>();
    int total = cut(text, encoding, encoding.unitsMax(header.octets()), ends);
    if (total > SEGMENTS_MAX) {
      throw new IllegalArgumentException(total + " segments are more than " + SEGMENTS_MAX);
    }
    var segments = new ArrayList<Segment>(total);
    int from = 0;
    for (int number = 1; number <= total; number++) {
      int to = ends.get(number - 1);
      byte[] udh = new byte[header.octets()];
      header.write(udh, reference, total, number);
      Octets body = encode(text, from, to, encoding);
      segments.add(new Segment(number, total, Octets.owning(udh), body));
      from = to;
    }
    return segments;
  }

  private static Octets encode(String text, int from, int to, TextEncoding encoding) {
    return switch (encoding) {
      case GSM7 -> Gsm.encode(text.substring(from, to));
      case LATIN1 -> Octets.owning(text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
      case UCS2 -> Octets.owning(text.substring(from, to).getBytes(StandardCharsets.UTF_16BE));
    };
  }
}
