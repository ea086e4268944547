package io.carillon.front.v2;

import io.carillon.front.person.SessionDoor;
import io.carillon.model.Conversation;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import java.time.Duration;
import java.util.Optional;

/// Why a request is refused, in the API's one shape.
///
/// @param http the status
/// @param code the stable word for programs
/// @param field the field that was wrong; empty = the whole request
/// @param message what happened, one sentence
/// @param resolution what to do about it, one sentence
/// @param retryAfter when to come again, where coming again helps
record V2Problem(
    int http,
    String code,
    String field,
    String message,
    String resolution,
    Optional<Duration> retryAfter) {

  /// A refusal in the words of its fault.
  static V2Problem of(Refusal refusal) {
    return of(refusal, V2Fault.of(refusal.fault()).http());
  }

  /// A refusal with a status of its own.
  static V2Problem of(Refusal refusal, int http) {
    var fault = refusal.fault();
    return new V2Problem(
        http,
        fault.word(),
        refusal.field(),
        refusal.detail().isEmpty() ? fault.words() : refusal.detail(),
        V2Fault.of(fault).resolution(),
        refusal.retryAfter());
  }

  /// A refusal of somebody who signs in, or shows that they did: what to do about it has nothing to
  /// do with keys.
  static V2Problem ofPerson(Refusal refusal, boolean signsIn) {
    var problem = of(refusal);
    return new V2Problem(
        problem.http(),
        problem.code(),
        problem.field(),
        problem.message(),
        resolution(refusal, signsIn).orElse(problem.resolution()),
        problem.retryAfter());
  }

  private static Optional<String> resolution(Refusal refusal, boolean signsIn) {
    if (refusal.equals(SessionDoor.FOREIGN)) {
      return Optional.of("Send the header X-Requested-With, from a page of this server.");
    }
    if (refusal.equals(SessionDoor.BARE)) {
      return Optional.of(
          "POST /v2/me/second-factor, then confirm it by a code of your device; all else works at"
              + " once then.");
    }
    if (refusal.fault() == Fault.UNAUTHENTICATED) {
      if (refusal.field().equals("code")) {
        return Optional.of(
            "Show the code that the device shows now, or one of the recovery codes.");
      }
      return Optional.of(
          signsIn
              ? "Check the address and the password; an owner can invite you again."
              : "Sign in by POST /v2/sessions, and send the cookie that it sets.");
    }
    return refusal.fault() == Fault.FORBIDDEN
        ? Optional.of("Have an owner of the account do it, or give you a role that may.")
        : Optional.empty();
  }

  /// The message cannot be canceled any more.
  static V2Problem tooLate(Message message) {
    return conflict(
        "too_late",
        "The message is " + message.status().word() + " and cannot be canceled any more.",
        "Cancel only what is scheduled or queued.");
  }

  /// The message cannot get another text any more, or not as it was asked for.
  static V2Problem notReplaced(Message message) {
    return conflict(
        "too_late",
        "The message is " + message.status().word() + " and cannot be replaced so any more.",
        "Replace what is scheduled or queued, or the text alone of what was sent as one segment.");
  }

  /// The carrier keeps the text that it has.
  static V2Problem kept(String why) {
    return conflict(
        "carrier_refused",
        "The message is sent, and its carrier did not replace it: " + why + ".",
        "Nothing was changed; send another message to say more.");
  }

  /// The settings cannot be taken.
  static V2Problem badSettings(int troubles) {
    return new V2Problem(
        422,
        "settings_refused",
        "",
        "The settings have "
            + (troubles == 1 ? "a trouble" : troubles + " troubles")
            + "; nothing was changed.",
        "Mend what is listed in troubles, then reload again.",
        Optional.empty());
  }

  /// The price list cannot be taken.
  static V2Problem badRates(int troubles) {
    return new V2Problem(
        422,
        "rates_refused",
        "",
        "The price list has "
            + (troubles == 1 ? "a trouble" : troubles + " troubles")
            + "; nothing was changed.",
        "Mend the lines that are listed in troubles, then send the whole list again.",
        Optional.empty());
  }

  /// The rates between currencies cannot be taken.
  static V2Problem badConversions(int troubles) {
    return new V2Problem(
        422,
        "conversions_refused",
        "",
        "The list of rates has "
            + (troubles == 1 ? "a trouble" : troubles + " troubles")
            + "; nothing was changed.",
        "Mend the lines that are listed in troubles, then send the whole list again.",
        Optional.empty());
  }

  /// The message is still under way.
  static V2Problem tooEarly(Message message) {
    return conflict(
        "too_early",
        "The message is " + message.status().word() + " and not at its end yet.",
        "Wait until it is sent or has ended, or cancel it first.");
  }

  /// The conversation is another than the caller saw.
  static V2Problem overtaken(Conversation now) {
    return conflict(
        "changed",
        "The conversation has changed since: its rev is " + now.life().rev() + " now.",
        "Read it again, and send what you still want with its rev; or send no rev.");
  }

  /// No message tells any more whom a conversation is with.
  static V2Problem personGone() {
    return conflict(
        "person_gone",
        "The messages that tell whom the conversation is with were deleted.",
        "Send to the number by POST /v2/messages.");
  }

  private static V2Problem conflict(String code, String message, String resolution) {
    return new V2Problem(409, code, "", message, resolution, Optional.empty());
  }
}
