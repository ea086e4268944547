package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.model.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupReaderTest {
  @TempDir private Path folder;

  private LookupSettings read(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of()).lookup();
  }

  private List<String> troubles(String yaml) {
    return catchThrowableOfType(SettingsRefused.class, () -> read(yaml)).troubles();
  }

  @Test
  void nobodyIsAskedAndNothingIsKeptUnlessTheSettingsSaySo() throws Exception {
    var lookup = read("{}");

    assertThat(lookup.http()).isEmpty();
    assertThat(lookup.ranges().size()).isZero();
    assertThat(lookup.learning().kept()).isZero();
    assertThat(lookup.learning().remembered()).isEqualTo(100_000);
    assertThat(lookup.learning().age()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void filesNamesAndTheServiceAreRead() throws Exception {
    var ranges = Files.writeString(folder.resolve("de.csv"), "49151,262,01,Eins,mobile,DE\n");

    var lookup =
        read(
            """
            lookup:
              ranges: ["%s"]
              names: [{name: "AT&T", mcc: "310", mnc: "410"}]
              learned: {kept: 5_000}
              http:
                url: "https://hlr.example/v1?msisdn={digits}"
                headers: ["Authorization: Bearer s3cret"]
                mnc: ""
            """
                .formatted(ranges));

    assertThat(lookup.ranges().size()).isEqualTo(1);
    assertThat(lookup.learning().kept()).isEqualTo(5_000);
    assertThat(lookup.learning().named())
        .containsExactly(Map.entry("at&t", new Network("310", "410", "AT&T")));
    var http = lookup.http().orElseThrow();
    assertThat(http.fields().getFirst().value().reveal()).isEqualTo("Bearer s3cret");
    assertThat(http.pointers().mnc().matches()).isTrue();
    assertThat(lookup.toString()).doesNotContain("s3cret").doesNotContain("hlr.example");
  }

  @Test
  void everyTroubleIsToldAtOnce() throws Exception {
    var ranges = Files.writeString(folder.resolve("bad.csv"), "prefix\n49151,262,01\nx\n");

    var troubles =
        troubles(
            """
            lookup:
              ranges: ["%s", "%s"]
              names: [{name: x, mcc: "1", mnc: "2"}]
              colour: red
              http: {url: "https://hlr.example/", headers: ["Host: x", "none"], mcc: mcc}
            """
                .formatted(ranges, folder.resolve("missing.csv")));

    assertThat(troubles).hasSize(8);
    assertThat(String.join("\n", troubles))
        .contains("bad.csv, line 3: the prefix")
        .contains("missing.csv, which cannot be read")
        .contains("three digits")
        .contains("lookup.colour is not a setting")
        .contains("at place 1")
        .contains("at place 2")
        .contains("JSON pointer")
        .contains("{number}");
  }
}
