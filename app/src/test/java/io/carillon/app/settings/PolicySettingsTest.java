package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySettingsTest {
  @TempDir Path folder;

  private Settings read(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  @Test
  void everyPolicyIsAsBuiltInUnlessItIsSaid() throws Exception {
    var policies = read("").policies();

    assertThat(policies.words().values()).allMatch(Map::isEmpty);
    assertThat(policies.fixed()).isEmpty();
  }

  @Test
  void wordsAndWhatIsFixedAreRead() throws Exception {
    var policies =
        read("policies: {destinations: {deny: KP}}\npolicies-fixed: [destinations]").policies();

    assertThat(policies.words().get("destinations")).isEqualTo(Map.of("deny", "KP"));
    assertThat(policies.fixed()).containsExactly("destinations");
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() -> read("policies: {destinations: {deny: Korea}}"))
        .hasMessageContaining("policies.destinations.deny must be two-letter countries");
    assertThatThrownBy(() -> read("policies: {destinations: {forbid: KP}}"))
        .hasMessageContaining("policies.destinations.forbid is no word of destinations");
    assertThatThrownBy(() -> read("policies: {weather: {rain: off}}"))
        .hasMessageContaining("policies.weather is not a setting");
    assertThatThrownBy(() -> read("policies-fixed: [weather]"))
        .hasMessageContaining("policies-fixed holds 'weather', which is no policy");
  }

  @Test
  void aReloadTakesIt() throws Exception {
    var changes = SettingsChanges.between(read(""), read("policies: {destinations: {deny: KP}}"));

    assertThat(changes.changed()).containsExactly("policies");
    assertThat(changes.next().policies().words().get("destinations"))
        .isEqualTo(Map.of("deny", "KP"));
    assertThat(changes.needsRestart()).isEmpty();
  }
}
