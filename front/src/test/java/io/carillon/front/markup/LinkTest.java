package io.carillon.front.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  private static final Link HERE =
      new Link("https://example.com:8443/a/b?x=1#rc=1", false, Map.of());

  @ParameterizedTest
  @CsvSource({
    "/next, https://example.com:8443/next",
    "next?y=2, https://example.com:8443/a/next?y=2",
    "../up, https://example.com:8443/up",
    "?y=2, https://example.com:8443/a/?y=2",
    "//other.example/z, https://other.example/z",
    "https://else.example/, https://else.example/",
    "'  /spaced out ', https://example.com:8443/spaced%20out"
  })
  void resolvesAgainstTheDocument(String text, String url) {
    assertThat(HERE.resolved(text)).contains(url);
  }

  @Test
  void nothingIsTheDocumentItself() {
    assertThat(HERE.resolved(" ")).contains(HERE.url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.com/", "file:///etc/passwd", "javascript:1", "https://", "%%%"})
  void whatIsNoWebAddressIsNone(String text) {
    assertThat(HERE.resolved(text)).isEmpty();
  }

  @Test
  void whatMayBeSecretIsNotShown() {
    assertThat(Link.shown("https://me:pass@example.com/a?token=s&u=v#f"))
        .isEqualTo("https://example.com/a?token=***&u=***");
  }

  @Test
  void readsMethods() {
    assertThat(Link.byGet(Optional.empty())).contains(false);
    assertThat(Link.byGet(Optional.of("get"))).contains(true);
    assertThat(Link.byGet(Optional.of("PUT"))).isEmpty();
  }
}
