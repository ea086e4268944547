package io.carillon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How tokens are filled.
final class TemplateTest {
  private static String filled(String text) {
    return Template.of(text).filled(Map.of("from", "+14155550100", "match.1", "42"));
  }

  @Test
  void tokensStandForTheirValues() {
    assertThat(filled("Hi {{from}}, order {{ match.1 }}.")).isEqualTo("Hi +14155550100, order 42.");
    assertThat(filled("{{from}}{{from}}")).isEqualTo("+14155550100+14155550100");
    assertThat(filled("none: {{match.2}}!")).isEqualTo("none: !");
    assertThat(filled("")).isEmpty();
  }

  @Test
  void bracesCanBeWritten() {
    assertThat(filled("{a} {{{{from}} }} }")).isEqualTo("{a} {{from}} }} }");
  }

  @Test
  void whatAPersonWroteIsNeverAToken() {
    assertThat(Template.of("{{body}}").filled(Map.of("body", "{{from}}", "from", "secret")))
        .isEqualTo("{{from}}");
  }

  @Test
  void aLongValueIsCutAndNoCharacterInTwo() {
    var smile = "\uD83D\uDE42";

    var text = Template.of("{{body}}").filled(Map.of("body", "a".repeat(159) + smile));

    assertThat(text).isEqualTo("a".repeat(159));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{name}}", "{{", "{{from", "{{ }}", "{{From}}", "{{match.10}}"})
  void anUnknownTokenIsRefused(String text) {
    assertThatThrownBy(() -> Template.of(text))
        .hasMessageContaining("account.name")
        .hasMessageContaining("{{{{");
  }
}
