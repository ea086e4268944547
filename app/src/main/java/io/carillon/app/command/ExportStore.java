package io.carillon.app.command;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Id;
import io.carillon.store.Export;
import io.carillon.store.PersonExport;
import io.carillon.store.StoreSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carillon store export`: writes messages, archived ones among them, as JSON lines.
@Command(
    name = "export",
    description = "Writes messages as JSON lines, archived ones too, also while the server works.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:they are written", "1:they could not be", "2:it was called wrongly"})
final class ExportStore implements Callable<Integer> {
  private static final Pattern ACCOUNT = Pattern.compile("(AC)?([0-9a-fA-F]{32})");
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final Terminal terminal;

  @Mixin private StorePlace place = new StorePlace();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "accepted then or later: 2026-11-21, or with a time, 2026-11-21T08:00:00Z")
  private String from = "";

  @Option(names = "--until", paramLabel = "TIME", description = "accepted before")
  private String until = "";

  @Option(names = "--account", paramLabel = "AC…", description = "of this account only")
  private String account = "";

  @Option(
      names = "--number",
      paramLabel = "+1…",
      description = "instead of messages, all that is held about the person with this number")
  private String number = "";

  @Parameters(
      paramLabel = "FILE",
      description = "where to; must not be there yet. A name that ends with .gz is packed")
  private Path file = Path.of("");

  ExportStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    var wish = new Export.Wish(time(from, FIRST), time(until, LAST), account());
    if (Files.exists(file)) {
      throw new Trouble(file + " is there already");
    }
    if (!number.isEmpty() && !(from + until).isEmpty()) {
      throw new Trouble("--number tells all there is: neither --from nor --until goes with it");
    }
    if (!number.isEmpty() && !Address.isE164(number)) {
      throw new Trouble("--number is to be in E.164 with its plus, such as +14155552671");
    }
    return place.work(terminal, store -> written(store, wish));
  }

  private int written(StoreSettings store, Export.Wish wish) {
    var ticker = new Ticker(terminal);
    try (var out = opened()) {
      if (number.isEmpty()) {
        long count = Export.of(store, wish, out, written -> ticker.at("messages", written));
        terminal.say(String.format(Locale.ROOT, "%s: %,d messages", file, count));
      } else {
        long lines = PersonExport.of(store, Address.phone(number), wish.account(), out);
        terminal.say(String.format(Locale.ROOT, "%s: %,d lines about the person", file, lines));
      }
      return Commands.WELL;
    } catch (IOException | UncheckedIOException failed) {
      terminal.warn("carillon: " + file + " cannot be written");
      return Commands.FAILED;
    }
  }

  private OutputStream opened() throws IOException {
    var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    return file.toString().endsWith(".gz")
        ? new GZIPOutputStream(out, 1 << 16)
        : new BufferedOutputStream(out, 1 << 16);
  }

  /// A day, or a moment, in UTC.
  private static Instant time(String text, Instant otherwise) throws Trouble {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return text.length() == "2026-11-21".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException _) {
      throw new Trouble(
          "'" + Terminal.plain(text) + "' is no time such as 2026-11-21 or 2026-11-21T08:00:00Z");
    }
  }

  private Optional<AccountId> account() throws Trouble {
    if (account.isEmpty()) {
      return Optional.empty();
    }
    var digits = ACCOUNT.matcher(account);
    if (!digits.matches()) {
      throw new Trouble("--account is AC and 32 hexadecimal digits");
    }
    return Id.fromHex(digits.group(2)).map(AccountId::new);
  }
}
