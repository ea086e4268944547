package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Decides which addresses may be called on somebody else's word.
///
/// Whoever names a webhook must not reach our own network through us. So a name is resolved once,
/// every address it has must be fit, and the connection goes to one of these addresses and not to
/// whatever the name means a moment later. An address is fit if a range in `allow` has it, or if it
/// belongs to the open Internet (`SpecialRanges`) and is not one of this machine's own. Loopback
/// addresses and this machine's own are fit too while `loopback` says so, by any scheme and port.
/// What a range in `deny` has is never fit.
public final class AddressGuard {
  /// Addresses of one name that are looked at; a name with more is refused.
  private static final int ADDRESSES_MAX = 32;

  private static final int TARGETS_MAX = 1_000;
  private static final int KEPT_URL_MAX = 256;

  /// What a check showed.
  public sealed interface Verdict {
    /// Connect to one of these, in this order, and to nothing else.
    record Allowed(List<InetAddress> addresses) implements Verdict {
      public Allowed {
        addresses = List.copyOf(addresses);
      }
    }

    /// Do not call. `why` names addresses and ranges, never the URL.
    record Refused(String why) implements Verdict {}

    /// It cannot be told, and nobody can be called: the name has no address just now.
    record Nameless(String why) implements Verdict {}
  }

  private volatile Rules rules;
  private final BooleanSupplier loopback;
  private final Names names;
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /// What an operator says of it.
  ///
  /// @param allow ranges that are fit although they are not of the open Internet
  /// @param deny ranges that are not, whatever else is said
  /// @param ports that may be called; empty = all but those that other protocols are known by
  /// @param plain whether what is not encrypted may be called
  public record Rules(List<Cidr> allow, List<Cidr> deny, Set<Integer> ports, boolean plain) {
    public Rules {
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
      ports = Set.copyOf(ports);
    }

    /// Only ranges that are fit.
    public static Rules allowing(List<Cidr> allow) {
      return new Rules(allow, List.of(), Set.of(), true);
    }

    private Optional<String> objection(Target.Origin origin) {
      if (!origin.secure() && !plain) {
        return Optional.of("only https may be called");
      }
      boolean fit = ports.isEmpty() ? !BadPorts.has(origin.port()) : ports.contains(origin.port());
      return fit
          ? Optional.empty()
          : Optional.of("the port " + origin.port() + " may not be called");
    }
  }

  /// @param loopback asked at each check
  public AddressGuard(List<Cidr> allow, BooleanSupplier loopback, Names names) {
    this(Rules.allowing(allow), loopback, names);
  }

  /// @param loopback asked at each check
  public AddressGuard(Rules rules, BooleanSupplier loopback, Names names) {
    this.rules = rules;
    this.loopback = loopback;
    this.names = names;
  }

  /// Goes by other rules from now on.
  public void adopt(Rules next) {
    rules = next;
  }

  /// What already stands against a URL without asking for its name: its form, or an address in it.
  /// For a first check when the URL is given; `check` is still needed before each call.
  public Optional<String> objection(String url) {
    try {
      Target target = target(url);
      if (target.literal().isPresent()) {
        InetAddress address = target.literal().get();
        return objection(target.origin(), address, isOwn(address));
      }
      // The name may turn out to be a loopback one, which is held to less.
      return loopback.getAsBoolean() ? Optional.empty() : rules.objection(target.origin());
    } catch (Target.Unfit e) {
      return Optional.of(e.why());
    }
  }

  /// A URL taken apart. Most calls go to few URLs, so some that were taken apart are kept.
  Target target(String url) throws Target.Unfit {
    Target known = targets.get(url);
    if (known == null) {
      known = Target.parse(url);
      if (url.length() <= KEPT_URL_MAX) {
        if (targets.size() >= TARGETS_MAX) {
          targets.clear();
        }
        targets.put(url, known);
      }
    }
    return known;
  }

  /// Resolves the URL's host, within `limit`, and checks every address of it.
  public Verdict check(String url, Duration limit) throws InterruptedException {
    try {
      return check(target(url), limit);
    } catch (Target.Unfit e) {
      return new Verdict.Refused(e.why());
    }
  }

  Verdict check(Target target, Duration limit) throws InterruptedException {
    List<InetAddress> addresses;
    try {
      addresses =
          target.literal().isPresent()
              ? List.of(target.literal().get())
              : names.resolve(target.origin().host(), limit);
    } catch (UnknownHostException e) {
      return new Verdict.Nameless(String.valueOf(e.getMessage()));
    }
    if (addresses.isEmpty()) {
      return new Verdict.Nameless("the name has no address");
    }
    if (addresses.size() > ADDRESSES_MAX) {
      return new Verdict.Refused("the name has more than " + ADDRESSES_MAX + " addresses");
    }
    for (InetAddress address : addresses) {
      Optional<String> objection = objection(target.origin(), address, isOwn(address));
      if (objection.isPresent()) {
        return new Verdict.Refused(objection.get());
      }
    }
    return new Verdict.Allowed(addresses);
  }

  /// Why an address may not be called so, if it may not.
  ///
  /// @param own whether the address is this machine's own
  Optional<String> objection(Target.Origin origin, InetAddress address, boolean own) {
    Rules now = rules;
    byte[] bytes = address.getAddress();
    if (has(now.deny, bytes)) {
      return Optional.of("the address " + address.getHostAddress() + " is denied by the settings");
    }
    boolean ours = SpecialRanges.isLoopback(bytes) || own;
    if (ours && loopback.getAsBoolean()) {
      return Optional.empty();
    }
    Optional<String> way = now.objection(origin);
    if (way.isPresent() || has(now.allow, bytes)) {
      return way;
    }
    Optional<String> what = SpecialRanges.what(bytes);
    if (what.isEmpty() && ours) {
      what = Optional.of("this machine's own");
    }
    return what.map(it -> "the address " + address.getHostAddress() + " is " + it);
  }

  private static boolean has(List<Cidr> ranges, byte[] address) {
    byte[] inner = SpecialRanges.inner(address).orElse(address);
    for (Cidr cidr : ranges) {
      if (cidr.contains(address) || cidr.contains(inner)) {
        return true;
      }
    }
    return false;
  }

  static boolean isOwn(InetAddress address) {
    return OwnAddresses.contains(address);
  }
}
