package io.carillon.app;

/// What the program says of itself.
final class Help {
  private Help() {}

  private static final String TEXT =
      """
      Carillon: one canonical message; every API dialect in; every channel out.

        ./carillon serve [--port N] [--data DIR] [--config FILE]
                               starts the server; without a carrier in the settings the
                               sandbox SMSC is the far end
        ./carillon bench [...] loads a server of its own and prints how fast it was
        ./carillon test [--fast] [module]
                               runs the tests
        ./carillon help        says this
      """;

  /// Says it; the code is 0 when it was asked for, 2 for an unknown command.
  static int say(String command) {
    boolean asked = command.equals("help") || command.equals("--help") || command.equals("-h");
    if (asked) {
      System.out.print(TEXT);
      return 0;
    }
    System.err.println("carillon: there is no command '" + command + "'");
    System.err.print(TEXT);
    return 2;
  }
}
