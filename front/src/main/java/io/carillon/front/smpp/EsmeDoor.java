package io.carillon.front.smpp;

import io.carillon.front.arranged.OwnEsme;
import io.carillon.front.door.Guesses;
import io.carillon.front.door.Passwords;
import io.carillon.model.Account;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Meters;
import io.carillon.wire.smpp.BindCheck;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who may bind, and says why not.
///
/// A system_id that nobody has is `ESME_RINVSYSID`, a wrong password `ESME_RINVPASWD`, a bind
/// beyond as many as the ESME may have `ESME_RALYBND`. All else is `ESME_RBINDFAIL`: an address or
/// a kind of bind that is not the ESME's, an account or ESME that is not active, and an address
/// from which too many wrong passwords came within a minute.
final class EsmeDoor implements BindCheck {
  private static final Logger LOG = LoggerFactory.getLogger(EsmeDoor.class);

  private final Accounts accounts;
  private final Binds binds;
  private final Guesses guesses;
  private final Meters meters;
  private final ConcurrentHashMap<Integer, Meters.Count> counted = new ConcurrentHashMap<>();

  EsmeDoor(Accounts accounts, Binds binds, Guesses guesses, Meters meters) {
    this.accounts = accounts;
    this.binds = binds;
    this.guesses = guesses;
    this.meters = meters;
  }

  @Override
  public int authenticate(Pdu.Bind bind, SocketAddress peer) {
    int status =
        peer instanceof InetSocketAddress inet && inet.getAddress() != null
            ? admit(bind, inet.getAddress())
            : CommandStatus.RBINDFAIL;
    counted
        .computeIfAbsent(
            status,
            code -> meters.count("smpp.server.binds", "outcome", EsmeMapping.statusWord(code)))
        .add(1);
    if (status != CommandStatus.ROK) {
      var known = OwnEsme.named(accounts.directory(), bind.systemId()).map(OwnEsme::systemId);
      LOG.warn(
          "smpp server: a bind of {} from {} was refused: {}",
          known.orElse("an unknown system_id"),
          peer,
          CommandStatus.describe(status));
    }
    return status;
  }

  private int admit(Pdu.Bind bind, InetAddress from) {
    var shown = bind.systemId() + "\n" + bind.password();
    if (guesses.refusesUnseen(from, shown).isPresent()) {
      return CommandStatus.RBINDFAIL;
    }
    var esme = OwnEsme.named(accounts.directory(), bind.systemId());
    if (esme.filter(own -> !own.admits(from)).isPresent()) {
      guesses.failed(from);
      return CommandStatus.RBINDFAIL;
    }
    boolean opens = Passwords.opens(bind.password(), esme.map(OwnEsme::password).orElse(""));
    if (esme.isEmpty() || !opens) {
      guesses.failed(from);
      return esme.isEmpty() ? CommandStatus.RINVSYSID : CommandStatus.RINVPASWD;
    }
    guesses.succeeded(shown);
    return admit(esme.get(), bind);
  }

  private int admit(OwnEsme esme, Pdu.Bind bind) {
    if (!mayBind(esme) || !esme.modes().contains(EsmeMapping.word(bind.mode()))) {
      return CommandStatus.RBINDFAIL;
    }
    return binds.count(esme.systemId()) < esme.binds() ? CommandStatus.ROK : CommandStatus.RALYBND;
  }

  /// Whether an ESME may be bound at all.
  boolean mayBind(OwnEsme esme) {
    return esme.isActive()
        && accounts.directory().standing(esme.account()) == Account.Standing.ACTIVE;
  }
}
