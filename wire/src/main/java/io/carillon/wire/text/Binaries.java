package io.carillon.wire.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How octets that are no text fall into segments: data_coding `DataCoding.BINARY`, often to an
/// application's port (3GPP TS 23.040 §9.2.3.24.4), such as a business card or a configuration.
///
/// 140 octets go alone, 133 with ports; of several segments each carries 134 or, with ports, 128
/// (one less where references have 16 bits).
///
/// A layout whose long form leaves headers to the message centre leaves it the ports, too: they go
/// as the parameters source_port and destination_port then (SMPP 3.4 §5.3.2.20, .21).
public final class Binaries {
  private Binaries() {}

  /// Into how many segments so many octets fall on the air; at least one, and maybe more than
  /// `Segmentation.SEGMENTS_MAX`, which none can be sent in.
  public static int segments(int octets, boolean hasPorts, Layout layout) {
    int alone = alone(hasPorts);
    int each = each(hasPorts, layout);
    return octets <= alone ? 1 : (octets + each - 1) / each;
  }

  private static int alone(boolean hasPorts) {
    return TextEncoding.LATIN1.unitsMax(hasPorts ? 1 + Udh.Ports.OCTETS : 0);
  }

  private static int each(boolean hasPorts, Layout layout) {
    int header = layout.longForm().headerOctets() + (hasPorts ? Udh.Ports.OCTETS : 0);
    return TextEncoding.LATIN1.unitsMax(header);
  }

  /// The segments of `data` as the message centre is to get them.
  ///
  /// @param reference as in `Segmentation.segments`
  /// @throws IllegalArgumentException where there are more than `Segmentation.SEGMENTS_MAX`
  public static List<Segment> cut(
      Octets data, Optional<Udh.Ports> ports, Layout layout, int reference) {
    int total = segments(data.size(), ports.isPresent(), layout);
    if (total > Segmentation.SEGMENTS_MAX) {
      throw new IllegalArgumentException(total + " segments of octets");
    }
    var longForm = layout.longForm();
    var headed = new Udh(Optional.empty(), longForm.isHeaded() ? ports : Optional.empty(), 0, 0);
    if (layout.parts(total) == 1) {
      return List.of(new Segment(1, 1, headed.octets(false), data));
    }
    int each = each(ports.isPresent(), layout);
    var segments = new ArrayList<Segment>(total);
    for (int number = 1; number <= total; number++) {
      var concat = new Udh.Concat(longForm.reference(reference), total, number);
      var header =
          longForm.isHeaded() ? headed.of(concat).octets(longForm == LongForm.UDH16) : Octets.NONE;
      int from = (number - 1) * each;
      var body = data.slice(from, Math.min(from + each, data.size()));
      segments.add(new Segment(number, total, header, body));
    }
    return segments;
  }
}
