package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command has that asks a server: how it reaches it, and whether it prints what it is
/// told as JSON or for people.
final class Asking {
  private final Terminal terminal;

  @Mixin private Reach reach = new Reach();

  @Option(names = "--json", description = "prints JSON: what the server tells, one thing a line")
  private boolean json;

  Asking(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The native API of the server, with the key.
  Api api() throws Trouble {
    return reach.api(terminal.environment());
  }

  boolean isJson() {
    return json;
  }

  /// Prints one thing as JSON.
  void print(JsonNode thing) {
    terminal.out().println(thing);
    terminal.out().flush();
  }

  /// Prints one thing: as JSON, or as `people` does it.
  void show(JsonNode thing, Consumer<JsonNode> people) {
    if (json) {
      print(thing);
    } else {
      people.accept(thing);
    }
  }

  /// The things of a list, to be handed over one by one and then printed.
  ///
  /// @param cells the row of one thing
  Rows rows(Table table, Function<JsonNode, String[]> cells) {
    return new Rows(table, cells);
  }

  /// A list: a JSON object a line as they come, or a table in the end.
  final class Rows implements Consumer<JsonNode> {
    private final Table table;
    private final Function<JsonNode, String[]> cells;

    private Rows(Table table, Function<JsonNode, String[]> cells) {
      this.table = table;
      this.cells = cells;
    }

    @Override
    public void accept(JsonNode thing) {
      show(thing, one -> table.add(cells.apply(one)));
    }

    /// That was all; `nothing` is said where there was none.
    void end(String nothing) {
      if (json) {
        return;
      }
      if (table.isEmpty()) {
        terminal.say(nothing);
      } else {
        table.lines().forEach(terminal::say);
      }
    }
  }
}
