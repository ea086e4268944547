package io.carillon.app.openapi;

import io.carillon.app.settings.PolicyList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/reference/policies.md`: every policy with its words.
class PoliciesPageTest {
  @Test
  void thePageHasEveryWordOfEveryPolicy() throws Exception {
    var page = new Page();
    page.line("# Policies").line("");
    page.line("Generated from the policies themselves: do not edit it. What holds for an");
    page.line(
        "account is its own word, else that of an account above it, else that of the settings");
    page.line("(`policies`), else the built-in one. Accounts set theirs by");
    page.line("[`/v2/policies`](native.md#policies).");
    for (var policy : PolicyList.fresh().all().all()) {
      page.heading("## " + policy.subject());
      page.head("word", "built in", "what it does");
      for (var term : policy.terms()) {
        var builtIn = term.builtIn().isEmpty() ? "" : "`" + term.builtIn() + "`";
        page.row(List.of("`" + term.word() + "`", builtIn, term.about()));
      }
    }

    page.hold("docs/reference/policies.md");
  }
}
