package io.carillon.bench.smpp;

import io.carillon.wire.smpp.Decoded;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.ReceiptText;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the four PDUs of a cycle cost to write and to read, and what a receipt costs to understand.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PduCodecBenchmark {
  private static final SmppAddress PERSON = SmppAddress.international("4915112345678");
  private static final SmppAddress SENDER = SmppAddress.alphanumeric("Carillon");

  private final Pdu.SubmitSm submit =
      new Pdu.SubmitSm(
          "",
          SENDER,
          PERSON,
          Handling.PLAIN.withRegisteredDelivery(1),
          Gsm.encode("Your code is 123456. ".repeat(5).substring(0, 100)),
          Tlvs.NONE);
  private final Pdu.DeliverSm receipt = receipt();
  private final Pdu.SubmitSmResp taken = new Pdu.SubmitSmResp(0, "1234567890", Tlvs.NONE);
  private final byte[] submitOctets = PduCodec.encode(77, submit);
  private final byte[] receiptOctets = PduCodec.encode(77, receipt);
  private final byte[] takenOctets = PduCodec.encode(77, taken);
  private final byte[] deliveredOctets = PduCodec.encode(77, Pdu.DeliverSmResp.OK);

  private static Pdu.DeliverSm receipt() {
    var then = LocalDateTime.of(2026, 1, 1, 12, 0);
    String text =
        ReceiptText.of("1234567890", MessageState.DELIVERED, then, then, "000")
            .withText("Your code is 123456.")
            .format();
    return new Pdu.DeliverSm(
        "",
        PERSON,
        SENDER,
        Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
        Octets.of(text.getBytes(StandardCharsets.ISO_8859_1)),
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, "1234567890")
            .withOctet(Tag.MESSAGE_STATE, MessageState.DELIVERED.code()));
  }

  @Benchmark
  public byte[] writeSubmit() {
    return PduCodec.encode(77, submit);
  }

  @Benchmark
  public Decoded readSubmit() {
    return PduCodec.decode(submitOctets, 0, submitOctets.length);
  }

  @Benchmark
  public byte[] writeReceipt() {
    return PduCodec.encode(77, receipt);
  }

  @Benchmark
  public Decoded readReceipt() {
    return PduCodec.decode(receiptOctets, 0, receiptOctets.length);
  }

  /// By TLVs and text, as a carrier does with each.
  @Benchmark
  public Optional<Receipt> understandReceipt() {
    return Receipts.of(receipt);
  }

  @Benchmark
  public byte[] writeSubmitResp() {
    return PduCodec.encode(77, taken);
  }

  @Benchmark
  public Decoded readSubmitResp() {
    return PduCodec.decode(takenOctets, 0, takenOctets.length);
  }

  @Benchmark
  public byte[] writeDeliverResp() {
    return PduCodec.encode(77, Pdu.DeliverSmResp.OK);
  }

  @Benchmark
  public Decoded readDeliverResp() {
    return PduCodec.decode(deliveredOctets, 0, deliveredOctets.length);
  }
}
