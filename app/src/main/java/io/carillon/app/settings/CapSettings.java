package io.carillon.app.settings;

import io.carillon.engine.comply.cap.CapTable;
import io.carillon.engine.comply.cap.Caps;
import java.util.List;

/// What the operator says of the caps of campaigns.
///
/// @param countUnknown whether every carrier's hold for a number whose network is not known
/// @param rows of the form of the data file, before its own
public record CapSettings(boolean countUnknown, List<String> rows) {
  public CapSettings {
    rows = List.copyOf(rows);
  }

  /// What is done about a number whose network is not known.
  private enum Unknown {
    COUNT,
    PASS
  }

  /// Reads `campaign-caps`.
  static CapSettings read(Section section) {
    boolean count = section.word("unknown-networks", Unknown.class) == Unknown.COUNT;
    var rows = section.texts("rows");
    section.refuseUnknown();
    try {
      return checked(new CapSettings(count, rows));
    } catch (IllegalArgumentException wrong) {
      section.trouble("rows", String.valueOf(wrong.getMessage()));
      return new CapSettings(count, List.of());
    }
  }

  private static CapSettings checked(CapSettings settings) {
    var _ = settings.rules();
    return settings;
  }

  /// As the engine reads them.
  public Caps.Rules rules() {
    return new Caps.Rules(CapTable.shipped().under(rows), countUnknown);
  }
}
