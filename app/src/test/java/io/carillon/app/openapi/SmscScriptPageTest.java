package io.carillon.app.openapi;

import io.carillon.sandbox.smsc.script.ScriptReader;
import org.junit.jupiter.api.Test;

/// `docs/reference/smsc-script.md`: the annotated script of `./carillon smsc`.
class SmscScriptPageTest {
  @Test
  void thePageIsTheScriptThatComesWithUs() throws Exception {
    var page = new Page();
    page.line("# The script of the SMSC").line("");
    page.line("Generated from what `./carillon smsc --print-script` prints: do not edit it.");
    page.line("[How to use it](../guide/smsc.md).").line("");
    page.line("```yaml");
    ScriptReader.manual().lines().forEach(page::line);
    page.line("```");

    page.hold("docs/reference/smsc-script.md");
  }
}
