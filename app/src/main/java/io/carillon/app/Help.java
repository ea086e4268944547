package io.carillon.app;

/// What the program says of itself.
final class Help {
  private Help() {}

  private static final String TEXT =
      """
      Carillon: one canonical message; every API dialect in; every channel out.

        ./carillon serve [--port N] [--data DIR] [--store URL] [--config FILE]
                               starts the server; without a carrier in the settings the
                               sandbox SMSC is the far end
        ./carillon send TO TEXT [--from SENDER] [--no-wait]
                               sends a message and says what became of it
        ./carillon messages [--status S] [--to N] [--json]
                               lists messages, the newest first
        ./carillon trace ID    tells the story of a message
        ./carillon lookup NUMBER
                               tells the country, type and network of a number
        ./carillon user add EMAIL [--role ROLE] [--invite]
                               makes a user of the console; the password is asked for
        ./carillon carriers    tells how each carrier stands and what limits it
        ./carillon rates list, export [FILE], import FILE [--dry-run]
                               shows the price list; writes it as a sheet of values; puts
                               another in its place
        ./carillon conversions list, export [FILE], import FILE [--dry-run]
                               the same of the rates between currencies
        ./carillon tail        follows new and changed messages
        ./carillon doctor      looks at what a message needs; says what to do
        ./carillon reload      lets the server read its settings again, without a restart
        ./carillon route explain --to N --from SENDER
                               tells which way a message would take, and why
        ./carillon smpp        shows who is bound to the SMPP server
        ./carillon settings    prints every setting with its default, annotated
        ./carillon smsc [--script FILE] [--port N] [--http-port N]
                               plays a scripted SMSC alone, for anybody's SMPP work;
                               --print-script prints an annotated script
        ./carillon store info|check|migrate
                               tells what the store holds; looks whether it is sound;
                               brings its tables up to date
        ./carillon store backup FILE, restore FILE [--person-keys FILE]
                               writes all of it into a file, also while the server works;
                               brings it back
        ./carillon store copy --from PLACE --to PLACE
                               copies it between data folders and PostgreSQL
        ./carillon store export [--from DAY] [--until DAY] [--number N] FILE
                               writes messages as JSON lines, archived ones too; with a
                               number all that is held about a person
        ./carillon store rekey gives the secrets another master key, also while the server
                               works
        ./carillon store fill --messages 10m [--data DIR]
                               writes made-up messages of the past into a data folder
        ./carillon bench [...] loads a server of its own and prints how fast it was;
                               bench smpp measures SMPP alone
        ./carillon test [--fast] [module]
                               runs the tests
        ./carillon help        says this

      send, messages, trace, lookup, user, carriers, rates, conversions, tail, doctor, reload, route
      and smpp talk to a running server: --url or CARILLON_URL, --key or CARILLON_API_KEY; each has
      a --help of its own.
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
