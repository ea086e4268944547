package io.carillon.front.smpp;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.Destination;
import io.carillon.wire.smpp.Pdu.SubmitMultiResp;
import io.carillon.wire.smpp.Pdu.Unsuccessful;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One submit_multi on its way: what of it is submitted, and which destinations were refused.
final class ManySubmit {
  private final Pdu.SubmitMulti pdu;
  private final String id;
  private final List<SmppAddress> addresses = new ArrayList<>();
  private final List<Submission> submissions = new ArrayList<>();
  private final List<Unsuccessful> unsuccessful = new ArrayList<>();
  private int accepted;

  ManySubmit(Pdu.SubmitMulti pdu, String id) {
    this.pdu = pdu;
    this.id = id;
  }

  /// What its messages are called together.
  String id() {
    return id;
  }

  /// Reads one destination. We keep no distribution lists; a part of a text cannot go to many.
  void read(Destination destination, Function<Said, EsmeRequests.Read> reader) {
    switch (destination) {
      case Destination.ToList _ ->
          unsuccessful.add(new Unsuccessful(SmppAddress.NONE, CommandStatus.RINVDLNAME));
      case Destination.ToAddress(var address) -> {
        switch (reader.apply(Said.of(pdu, address))) {
          case EsmeRequests.Read.No(var status) ->
              unsuccessful.add(new Unsuccessful(address, status));
          case EsmeRequests.Read.Part _ ->
              unsuccessful.add(new Unsuccessful(address, CommandStatus.RINVESMCLASS));
          case EsmeRequests.Read.Whole(var submission) -> {
            addresses.add(address);
            submissions.add(submission.at(submissions.size()));
          }
        }
      }
    }
  }

  List<Submission> submissions() {
    return submissions;
  }

  /// Takes note of what became of them; how many were accepted.
  int told(List<Accept.Result> results) {
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Accept.Result.Accepted _ -> accepted++;
        case Accept.Result.Refused(var refusal) ->
            unsuccessful.add(new Unsuccessful(addresses.get(i), EsmeFault.status(refusal)));
      }
    }
    return accepted;
  }

  /// ESME_ROK where any destination was taken; else the status of the first that was not.
  SubmitMultiResp response() {
    return accepted > 0
        ? new SubmitMultiResp(CommandStatus.ROK, id, unsuccessful, Tlvs.NONE)
        : pdu.refuse(unsuccessful.getFirst().status());
  }
}
