package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.door.Saying;
import io.carillon.front.intelepeer.IntelePeerRoutes;
import io.carillon.front.mycpaas.MycpaasRoutes;
import io.carillon.front.pantheon.PantheonRoutes;
import io.carillon.front.restcomm.RestcommRoutes;
import io.carillon.front.smpp.EsmeServer;
import io.carillon.front.v2.V2Routes;
import io.carillon.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// `docs/reference/faults.md`: the catalogue, and how each dialect says it.
class FaultsPageTest {
  private static final String FILE = "docs/reference/faults.md";

  private static final List<Column> DIALECTS =
      List.of(
          new Column("PantheonCloud", "pantheon", PantheonRoutes::saying),
          new Column("mycpaas", "mycpaas", MycpaasRoutes::saying),
          new Column("CPaaS (Restcomm)", "restcomm", RestcommRoutes::saying),
          new Column("IntelePeer", "intelepeer", IntelePeerRoutes::saying),
          new Column("Native API", "v2", V2Routes::saying),
          new Column("SMPP server", "smpp", EsmeServer::saying));

  /// One dialect: what people call it, its package, and how it says a fault.
  private record Column(String title, String home, Function<Fault, Saying> says) {}

  @Test
  void thePageSaysWhatTheCatalogueAndTheDialectsSay() throws Exception {
    var page = new Page();
    page.line("# Faults").line("");
    page.line(
        "Everything that can go wrong, from the catalogue `model.Fault` and the table of each");
    page.line("dialect. Generated: do not edit it.");
    page.heading("## The catalogue");
    page.line(
        "*Number* is how it is kept. *Again*: whether we, or the caller, may try again; `free`");
    page.line("tries do not count. *Mends*: who can do something about it.").line("");
    page.head("fault", "number", "what", "again", "mends");
    for (var fault : Fault.values()) {
      page.row(
          List.of(
              "`" + fault.word() + "`",
              Integer.toString(fault.code()),
              fault.words(),
              again(fault.retry()),
              mends(fault.blame())));
    }
    page.heading("## A request is refused");
    page.line("The HTTP status, and the dialect's own word or number; of the SMPP server");
    page.line("the command_status.").line("");
    table(page, saying -> (http(saying) + code(saying.refused())).strip());
    page.heading("## An accepted message ends");
    page.line("The word or number by which the message itself says why.").line("");
    table(page, saying -> code(saying.ended()));

    page.hold(FILE);
  }

  @Test
  void everyDialectWithATableOfFaultsIsOnThePage() throws IOException {
    var tables = new TreeSet<String>();
    var home = Page.root().resolve("front/src/main/java/io/carillon/front");
    try (var files = Files.walk(home)) {
      files
          .filter(file -> file.getFileName().toString().endsWith("Fault.java"))
          .forEach(file -> tables.add(home.relativize(file).getName(0).toString()));
    }

    assertThat(DIALECTS).extracting(Column::home).containsExactlyInAnyOrderElementsOf(tables);
  }

  private static void table(Page page, Function<Saying, String> cell) {
    var head = new ArrayList<>(List.of("fault"));
    DIALECTS.forEach(dialect -> head.add(dialect.title()));
    page.head(head.toArray(String[]::new));
    for (var fault : Fault.values()) {
      var row = new ArrayList<>(List.of("`" + fault.word() + "`"));
      DIALECTS.forEach(dialect -> row.add(cell.apply(dialect.says().apply(fault))));
      page.row(row);
    }
  }

  /// A command_status goes without one.
  private static String http(Saying saying) {
    return saying.http() == 0 ? "" : saying.http() + " ";
  }

  private static String code(String word) {
    return word.isEmpty() ? "" : "`" + word + "`";
  }

  private static String again(Fault.Retry retry) { // table
    return switch (retry) {
      case NO -> "no";
      case YES -> "yes";
      case FREE -> "free";
    };
  }

  private static String mends(Fault.Blame blame) { // table
    return switch (blame) {
      case CALLER -> "the caller";
      case THEIRS -> "the carrier";
      case OURS -> "we";
      case NOBODY -> "nobody";
    };
  }
}
