package io.carillon.bench.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class KannelSettingsTest {
  @Test
  void everythingIsFilledIn() throws IOException {
    var ports = new KannelSettings.Ports(13_000, 13_001, 13_013);
    var settings = new KannelSettings(Path.of("/some/where"), ports, 2_775, 4, 100, "s3cret");

    var text = settings.text();

    var code = Pattern.compile("#.*").matcher(text).replaceAll("");
    assertThat(code).doesNotContain("${");
    assertThat(code.split("group = smsc\n", -1)).hasSize(5);
    assertThat(code.split("max-pending-submits = 100\n", -1)).hasSize(5);
    assertThat(code)
        .contains("store-type = file", "store-location = \"/some/where/store\"", "port = 2775")
        .contains("sendsms-port = 13013", "password = s3cret", "smsbox-port = 13001");
    assertThat(settings).asString().doesNotContain("s3cret");
  }
}
