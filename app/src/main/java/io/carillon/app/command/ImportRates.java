package io.carillon.app.command;

import picocli.CommandLine.Command;

/// `carillon rates import`: another price list.
@Command(description = "Puts another price list in the place of the one that is there.")
final class ImportRates extends ImportSheet {
  ImportRates(Terminal terminal) {
    super(terminal, Sheet.rates(terminal));
  }
}
