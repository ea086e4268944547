package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The reference page says what the code does.
class EncodingPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/reference/encoding.md"));
  }

  @Test
  void givesTheLimitsOfEachLongForm() throws IOException {
    for (var form : LongForm.values()) {
      var row =
          "| `%s` | %d | %d | %d |"
              .formatted(
                  form.name().toLowerCase(Locale.ROOT),
                  Cutting.unitsEach(Coding.GSM7, form),
                  Cutting.unitsEach(Coding.LATIN1, form),
                  Cutting.unitsEach(Coding.UCS2, form));

      assertThat(page()).contains(row);
    }
    assertThat(page())
        .contains(
            "| alone | %d | %d | %d |"
                .formatted(
                    Cutting.unitsAlone(Coding.GSM7),
                    Cutting.unitsAlone(Coding.LATIN1),
                    Cutting.unitsAlone(Coding.UCS2)));
  }

  @Test
  void givesTheLimitsWithNationalTables() throws IOException {
    var turkish = Optional.of(Language.TURKISH);
    var one = Coding.gsm7(new Shifts(turkish, Optional.empty()));
    var both = Coding.gsm7(new Shifts(turkish, turkish));

    assertThat(page()).contains(national("one table", one), national("both tables", both));
  }

  private static String national(String name, Coding coding) {
    return "| %s | %d | %d | %d |"
        .formatted(
            name,
            Cutting.unitsAlone(coding),
            Cutting.unitsEach(coding, LongForm.UDH8),
            Cutting.unitsEach(coding, LongForm.UDH16));
  }

  @Test
  void namesEveryLanguage() throws IOException {
    for (var language : Language.values()) {
      var name = language.name().charAt(0) + language.name().substring(1).toLowerCase(Locale.ROOT);
      var row =
          "| %d | %s | %s |"
              .formatted(language.identifier(), name, language.hasLocking() ? "both" : "single");

      assertThat(page()).contains(row);
    }
  }

  @Test
  void givesTheLimitsOfBinaries() throws IOException {
    for (var form : new LongForm[] {LongForm.UDH8, LongForm.UDH16}) {
      var layout = new Layout(LinkAlphabet.GSM7, Set.of(), form);
      var row =
          "| `%s` | %d | %d | %d | %d |"
              .formatted(
                  form.name().toLowerCase(Locale.ROOT),
                  most(false, layout, 1),
                  most(false, layout, 2) / 2,
                  most(true, layout, 1),
                  most(true, layout, 2) / 2);

      assertThat(page()).contains(row);
    }
  }

  /// The most octets that fall into so many segments.
  private static int most(boolean ports, Layout layout, int segments) {
    int octets = 0;
    while (Binaries.segments(octets + 1, ports, layout) <= segments) {
      octets++;
    }
    return octets;
  }
}
