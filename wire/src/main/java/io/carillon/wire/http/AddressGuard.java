package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Decides which addresses may be called on somebody else's word.
///
/// Whoever names a webhook must not reach our own network through us. So a name is resolved once,
/// every address it has must be fit, and the connection goes to one of these addresses and not to
/// whatever the name means a moment later. An address is fit if a range in `allow` has it, or if it
/// belongs to the open Internet (`SpecialRanges`) and is not one of this machine's own. Loopback
/// addresses and this machine's own are fit too while `loopback` says so.
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

  private volatile List<Cidr> allow;
  private final BooleanSupplier loopback;
  private final Names names;
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /// @param loopback asked at each check
  public AddressGuard(List<Cidr> allow, BooleanSupplier loopback, Names names) {
    this.allow = List.copyOf(allow);
    this.loopback = loopback;
    this.names = names;
  }

  /// Lets other ranges through from now on.
  public void allow(List<Cidr> ranges) {
    allow = List.copyOf(ranges);
  }

  /// What already stands against a URL without asking for its name: its form, or an address in it.
  /// For a first check when the URL is given; `check` is still needed before each call.
  public Optional<String> objection(String url) {
    try {
      return target(url).literal().flatMap(this::objection);
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
      Optional<String> objection = objection(address);
      if (objection.isPresent()) {
        return new Verdict.Refused(objection.get());
      }
    }
    return new Verdict.Allowed(addresses);
  }

  /// Why that address may not be called, if so.
  Optional<String> objection(InetAddress address) {
    return objection(address, isOwn(address));
  }

  /// The same, where it is known already whether the address is this machine's own.
  Optional<String> objection(InetAddress address, boolean own) {
    byte[] bytes = address.getAddress();
    if (allowed(bytes)) {
      return Optional.empty();
    }
    boolean ours = SpecialRanges.isLoopback(bytes) || own;
    if (ours && loopback.getAsBoolean()) {
      return Optional.empty();
    }
    Optional<String> what = SpecialRanges.what(bytes);
    if (what.isEmpty() && ours) {
      what = Optional.of("this machine's own");
    }
    return what.map(it -> "the address " + address.getHostAddress() + " is " + it);
  }

  private boolean allowed(byte[] address) {
    byte[] inner = SpecialRanges.inner(address).orElse(address);
    for (Cidr cidr : allow) {
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
