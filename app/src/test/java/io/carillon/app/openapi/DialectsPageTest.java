package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/dialects.md`: every route of a running server, and what its description says of
/// it.
@Tag("slow")
class DialectsPageTest {
  private static final String FILE = "docs/reference/dialects.md";
  private static final String BUILT = "built";

  @TempDir private Path folder;

  @Test
  void thePageSaysWhatTheServerServes() throws Exception {
    var page = new Page();
    page.line("# What is served").line("");
    page.line("Generated from the routes of a running server and from their descriptions");
    page.line(
        "(`docs/internals/openapi.md` says how): do not edit it. Times, limits and bodies of");
    page.line("each endpoint stand in `/openapi.json`, and `/docs` lets you try them.");
    try (var stand = Stand.open(folder)) {
      var documents = stand.documents();
      page.heading("## In short");
      page.head("dialect", "paths begin with", "endpoints", "with open points", "not served");
      documents.forEach(document -> inShort(page, document));
      documents.forEach(document -> section(page, document));
    }

    page.hold(FILE);
  }

  private static void inShort(Page page, Document document) {
    var endpoints = endpoints(document);
    var open =
        endpoints.values().stream().filter(all -> all.getFirst().node().has("x-open")).count();
    page.row(
        List.of(
            "[%s](#%s)".formatted(title(document), anchor(title(document))),
            code(texts(document.tree().path("x-mounts"))),
            Integer.toString(endpoints.size()),
            Long.toString(open),
            Integer.toString(document.tree().path("x-missing").size())));
  }

  private static String title(Document document) {
    return document.tree().path("info").path("title").asText();
  }

  /// As Markdown readers make it from a heading.
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static void section(Page page, Document document) {
    var info = document.tree().path("info");
    page.heading("## " + title(document));
    var reference = document.tree().path("x-reference").asText();
    page.line(info.path("summary").asText() + " More: [" + reference + "](" + reference + ").");
    page.line("").head("endpoint", "what it does", "source", "state", "open points");
    for (var all : endpoints(document).values()) {
      var node = all.getFirst().node();
      page.row(
          List.of(
              code(all.stream().map(Operation::toString).toList()),
              node.path("summary").asText(),
              node.path("x-source").asText(),
              node.path("x-state").asText(BUILT),
              String.join("; ", texts(node.path("x-open")))));
    }
    var missing = document.tree().path("x-missing");
    if (!missing.isEmpty()) {
      page.line("").line("Documented by the vendor and not served:").line("");
      page.head("endpoint", "source", "why");
      for (var one : missing) {
        page.row(
            List.of(
                "`" + one.path("endpoint").asText() + "`",
                one.path("source").asText(),
                one.path("why").asText()));
      }
    }
  }

  /// The operations of a document, those together that the file describes as one.
  private static Map<String, List<Operation>> endpoints(Document document) {
    var endpoints = new LinkedHashMap<String, List<Operation>>();
    for (var operation : document.operations()) {
      endpoints.computeIfAbsent(operation.givenId(), _ -> new ArrayList<>()).add(operation);
    }
    return endpoints;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static String code(List<String> texts) {
    return String.join("<br>", texts.stream().map(text -> "`" + text + "`").toList());
  }
}
