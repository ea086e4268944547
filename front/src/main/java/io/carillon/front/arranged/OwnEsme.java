package io.carillon.front.arranged;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.wire.http.Cidr;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Somebody who may bind to our SMPP server for an account (SMPP calls such a program an ESME). The
/// resource's name is the system_id, which only one in the whole server has.
///
/// Its facts: `password` as `door.Passwords` keeps it; `addresses` (CIDRs, one a line; none = from
/// anywhere); `senders` (addresses that it may send from, one a line; none = all of the account's);
/// `inbound` (senders whose messages from people it hears, one a line; `*` = all); `modes` (words
/// of binds, one a line; none = all); `binds`, `window`, `rate`; `alphabet` (that of data_coding
/// 0); `long` (how long texts from people are delivered to it); `status`; `test` (`true` = what it
/// sends goes to the sandbox).
public record OwnEsme(Resource resource) {
  public static final String PASSWORD = "password";
  public static final String ADDRESSES = "addresses";
  public static final String SENDERS = "senders";
  public static final String INBOUND = "inbound";
  public static final String MODES = "modes";
  public static final String BINDS = "binds";
  public static final String WINDOW = "window";
  public static final String RATE = "rate";
  public static final String ALPHABET = "alphabet";
  public static final String LONG = "long";
  public static final String STATUS = "status";
  public static final String TEST = "test";

  /// Stands for all senders in `inbound`.
  public static final String ALL = "*";

  /// The words of `modes`.
  public static final List<String> ALL_MODES = List.of("receiver", "transmitter", "transceiver");

  /// The words of `alphabet`, the usual one first.
  public static final List<String> ALPHABETS = List.of("gsm-7", "latin-1");

  /// The words of `long`, the usual one first.
  public static final List<String> LONG_FORMS = List.of("payload", "udh8", "udh16", "sar");

  /// Binds at the same time, where nothing else is said.
  public static final int BINDS_USUAL = 4;

  /// Unanswered requests a bind, where nothing else is said.
  public static final int WINDOW_USUAL = 100;

  private static final String SUSPENDED = "suspended";

  /// The one with this system_id, whosever it is.
  public static Optional<OwnEsme> named(Directory directory, String systemId) {
    return directory.resource(Resource.Kind.ESME, systemId).map(OwnEsme::new);
  }

  /// Those of an account, oldest first.
  public static List<OwnEsme> of(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.ESME).stream().map(OwnEsme::new).toList();
  }

  /// The one of an account with this id.
  public static Optional<OwnEsme> find(Directory directory, AccountId account, Id id) {
    return directory.resource(account, Resource.Kind.ESME, id).map(OwnEsme::new);
  }

  public Id id() {
    return resource.id();
  }

  public AccountId account() {
    return resource.account();
  }

  public String systemId() {
    return resource.name();
  }

  /// What is kept of the password.
  public String password() {
    return resource.fact(PASSWORD).orElse("");
  }

  /// Whether it may bind at all.
  public boolean isActive() {
    return resource.fact(STATUS).filter(SUSPENDED::equals).isEmpty();
  }

  /// What `status` says of one that may bind, or may not.
  public static String status(boolean active) {
    return active ? "active" : SUSPENDED;
  }

  /// Whether what it sends goes to the sandbox, unbilled.
  public boolean isTest() {
    return resource.fact(TEST).filter("true"::equals).isPresent();
  }

  /// The ranges that it may bind from; none = all.
  public List<String> addresses() {
    return resource.lines(ADDRESSES);
  }

  /// Whether it may bind from there.
  public boolean admits(InetAddress from) {
    var ranges = addresses();
    return ranges.isEmpty() || ranges.stream().map(Cidr::parse).anyMatch(it -> it.contains(from));
  }

  /// The senders that it may use; none = all of the account's.
  public List<String> senders() {
    return resource.lines(SENDERS);
  }

  /// Whether it may send from there, if the account may.
  public boolean maySendFrom(String sender) {
    var own = senders();
    return own.isEmpty() || own.contains(sender);
  }

  /// The senders whose messages from people it hears; `*` = all.
  public List<String> inbound() {
    return resource.lines(INBOUND);
  }

  /// Whether it hears what people write to a sender, and how well that fits: 2 where the sender is
  /// named, 1 where all are.
  public int hears(Address sender) {
    var own = inbound();
    return own.contains(sender.value()) ? 2 : own.contains(ALL) ? 1 : 0;
  }

  /// The words of the binds that it may make; none = all.
  public List<String> modes() {
    var own = resource.lines(MODES);
    return own.isEmpty() ? ALL_MODES : own;
  }

  /// How many binds it may have at the same time.
  public int binds() {
    return number(BINDS, BINDS_USUAL);
  }

  /// How many of its requests may be unanswered on a bind.
  public int window() {
    return number(WINDOW, WINDOW_USUAL);
  }

  /// Messages a second over all its binds; 0 = as many as come.
  public int rate() {
    return number(RATE, 0);
  }

  /// The word of the alphabet that data_coding 0 stands for.
  public String alphabet() {
    return resource.fact(ALPHABET).orElse(ALPHABETS.getFirst());
  }

  /// The alphabet that data_coding 0 stands for.
  public LinkAlphabet link() {
    return alphabet().equals(ALPHABETS.getLast()) ? LinkAlphabet.LATIN1 : LinkAlphabet.GSM7;
  }

  /// The word of how long texts from people are delivered to it.
  public String longMessages() {
    return resource.fact(LONG).orElse(LONG_FORMS.getFirst());
  }

  /// How long texts from people are delivered to it.
  public LongForm longForm() {
    return switch (longMessages()) {
      case "udh8" -> LongForm.UDH8;
      case "udh16" -> LongForm.UDH16;
      case "sar" -> LongForm.SAR;
      default -> LongForm.PAYLOAD;
    };
  }

  private int number(String fact, int usual) {
    return resource.fact(fact).map(Integer::parseInt).orElse(usual);
  }
}
