package io.carillon.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/// A command's run, and what it printed.
record Said(int code, String out, String err) {
  /// Runs a command in an environment.
  static Said run(Map<String, String> environment, String name, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal = new Terminal(environment, new PrintWriter(out), new PrintWriter(err));
    int code = Commands.run(name, args, terminal);
    return new Said(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
