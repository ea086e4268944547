package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.registry.RegistrySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryReaderTest {
  private static final String FAR = "registry: {url: https://r.example/v2/, key: k, secret: s";
  private static final String PATH = "https://sms.example.com/registry/notices/";

  @TempDir Path folder;

  private Settings read(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  private Settings noticed(String url) throws Exception {
    return read(FAR + ", notices: \"" + url + "\"}");
  }

  @Test
  void nobodyIsAskedUnlessItIsSaid() throws Exception {
    assertThat(read("").registry()).isEmpty();
    var far = read(FAR + "}").registry().orElseThrow();
    assertThat(far.url()).isEqualTo("https://r.example/v2");
    assertThat(far.notices()).isEmpty();
  }

  @Test
  void noticesComeByAPathThatNobodyCanGuess() throws Exception {
    var word = "0123456789abcdef01234567";

    assertThat(noticed(PATH + word).registry().flatMap(RegistrySettings::word)).contains(word);
    assertThatThrownBy(() -> noticed(PATH + "guess"))
        .hasMessageContaining("registry.notices is to be a URL that ends with /registry/notices/");
    assertThatThrownBy(() -> noticed("https://sms.example.com/hooks/" + word))
        .hasMessageContaining("registry.notices");
    assertThatThrownBy(() -> noticed(word)).hasMessageContaining("registry.notices");
  }
}
