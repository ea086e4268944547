package io.carillon.engine.conversation;

import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Message;

/// Which conversation a message belongs to.
///
/// A sender that is in pools counts as the oldest of them, so that an answer by another sender of
/// the pool belongs to the same conversation; any other sender counts as itself. What the pools are
/// now decides for a new message; one that was taken in stays where it is.
public final class Threads {
  /// Behind the account and the sender itself.
  private static final int FIRST_POOL = 2;

  private final Clearance clearance;

  /// @param clearance knows which pools a sender is in
  public Threads(Clearance clearance) {
    this.clearance = clearance;
  }

  /// Who writes with a person where this sender does.
  public Party party(AccountId account, Address sender) {
    var reaches = clearance.reaches(account, sender);
    int at = reaches.size() > FIRST_POOL ? FIRST_POOL : FIRST_POOL - 1;
    return new Party(account, reaches.get(at));
  }

  /// A message as its conversation takes it in.
  public Line line(Message message) {
    var parties = message.parties();
    return new Line(
        party(parties.account(), sender(message)),
        person(message),
        message.id(),
        parties.channel(),
        parties.direction(),
        message.state().times().accepted());
  }

  /// Whether a message belongs to a conversation that is with its person. One of a single sender
  /// has all of that sender's, also where a pool has taken it in since; one of a pool those of the
  /// senders that are in it now.
  boolean belongs(Message message, Conversation conversation) {
    var sender = sender(message);
    var alone = new Party(message.account(), Reach.of(sender));
    return alone.equals(conversation.party())
        || party(message.account(), sender).equals(conversation.party());
  }

  /// The account's end of a message.
  static Address sender(Message message) {
    return switch (message.parties().direction()) {
      case INBOUND -> message.parties().to();
      case OUTBOUND -> message.parties().from();
    };
  }

  /// The person's end of a message.
  static Address person(Message message) {
    return switch (message.parties().direction()) {
      case INBOUND -> message.parties().from();
      case OUTBOUND -> message.parties().to();
    };
  }
}
