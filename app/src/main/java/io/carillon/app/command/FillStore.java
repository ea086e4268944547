package io.carillon.app.command;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.store.Filling;
import io.carillon.store.fill.MadeUpHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `carillon store fill`: writes a made-up history straight into a store.
@Command(
    name = "fill",
    description = "Writes made-up messages that have ended into a store, to measure with.",
    exitCodeListHeading = "It leaves with%n",
    exitCodeList = {"0:they are written", "1:they could not be written", "2:it was called wrongly"})
final class FillStore implements Callable<Integer> {
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,9})([kKmM]?)");
  private static final Pattern ACCOUNT = Pattern.compile("(AC)?([0-9a-fA-F]{32})");
  private static final long MESSAGES_MAX = 1_000_000_000;
  private static final long SAID_EACH = 500_000;
  private static final int DAYS_MAX = 3_650;
  private static final Duration BEFORE_NOW = Duration.ofMinutes(1);

  private final Terminal terminal;
  private long said;

  @Option(
      names = "--messages",
      paramLabel = "N",
      required = true,
      description = "how many: 250000, 500k, 10m")
  private String messages = "";

  @Option(names = "--accounts", paramLabel = "N", description = "over how many accounts; 20")
  private int accounts = 20;

  @Option(
      names = "--account",
      paramLabel = "AC…",
      description =
          "the account that has 82 %% of them; else the store's first, else a made-up one")
  private String account = "";

  @Option(names = "--days", paramLabel = "N", description = "over how many days up to now; 90")
  private int days = 90;

  @Option(names = "--seed", paramLabel = "N", description = "another history; 1")
  private long seed = 1;

  @Option(names = "--force", description = "also where the store holds messages already")
  private boolean force;

  @Mixin private StorePlace place = new StorePlace();

  FillStore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble, InterruptedException {
    long count = count(messages);
    var largest = account(account);
    if (accounts < 1 || accounts > 10_000 || days < 1 || days > DAYS_MAX) {
      throw new Trouble("--accounts is 1 to 10000, --days 1 to " + DAYS_MAX);
    }
    return place.work(
        terminal,
        store -> {
          try (var filling = Filling.open(store)) {
            if (!force && !filling.isEmpty()) {
              throw new Trouble(
                  store.place() + " holds messages",
                  "--force fills it all the same: made-up messages cannot be told from others");
            }
            fill(filling, count, largest.or(() -> filling.accounts().stream().findFirst()));
            return Commands.WELL;
          }
        });
  }

  private void fill(Filling filling, long count, Optional<AccountId> largest)
      throws InterruptedException {
    var end = Instant.now().minus(BEFORE_NOW);
    var history =
        new MadeUpHistory(
            new MadeUpHistory.Plan(count, accounts, largest, end, Duration.ofDays(days), seed));
    long begun = System.nanoTime();
    filling.fill(history, written -> tell(written, count, begun));
    terminal.say("the account with most of them: AC" + history.accounts().getFirst());
  }

  private void tell(long written, long count, long begun) {
    if (written == said || (written < count && written - said < SAID_EACH)) {
      return;
    }
    said = written;
    var seconds = (System.nanoTime() - begun) / 1e9;
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d of %,d messages, %.0f s, %,.0f a second",
            written,
            count,
            seconds,
            written / seconds));
  }

  private static long count(String text) throws Trouble {
    var count = COUNT.matcher(text);
    if (count.matches()) {
      long number =
          Long.parseLong(count.group(1))
              * switch (count.group(2).toLowerCase(Locale.ROOT)) {
                case "k" -> 1_000;
                case "m" -> 1_000_000;
                default -> 1;
              };
      if (number > 0 && number <= MESSAGES_MAX) {
        return number;
      }
    }
    throw new Trouble("--messages is a number such as 250000, 500k or 10m, at most 1000m");
  }

  private static Optional<AccountId> account(String text) throws Trouble {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var digits = ACCOUNT.matcher(text);
    if (!digits.matches()) {
      throw new Trouble("--account is AC and 32 hexadecimal digits");
    }
    return Id.fromHex(digits.group(2)).map(AccountId::new);
  }
}
