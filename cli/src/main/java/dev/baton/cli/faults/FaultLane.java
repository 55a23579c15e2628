package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultSite;
import dev.baton.cli.faults.inject.StandingFault;
import dev.baton.cli.lab.LabException;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts on one fault after another until it is told to end; several lanes make faults overlap. */
final class FaultLane {
  private static final long LEAST_PAUSE_MS = 1_000;
  private static final long MOST_PAUSE_MS = 6_000;
  private static final long BUSY_PAUSE_MS = 200;

  /** How often a fault is tried before the next one is. */
  private static final int TRIES = 20;

  private static final long BETWEEN_TRIES_MS = 500;

  /** After so many faults of a lane it rests, so that recovery can be seen to its end. */
  private static final int FAULTS_BEFORE_REST = 15;

  private static final long REST_MS = 15_000;

  private final FaultSite site;
  private final FaultDeck deck;
  private final FaultLog log;
  private final AtomicInteger count;
  private final Thread thread;
  private volatile boolean ending;

  FaultLane(String name, FaultSite site, FaultDeck deck, FaultLog log, AtomicInteger count) {
    this.site = site;
    this.deck = deck;
    this.log = log;
    this.count = count;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Lets the standing fault come to its end. */
  void end() {
    ending = true;
  }

  void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      int done = 0;
      while (!ending) {
        FaultDeck.Card card = deck.next();
        if (putOn(card)) {
          count.incrementAndGet();
          if (++done % FAULTS_BEFORE_REST == 0) {
            rest(REST_MS);
          }
          rest(deck.pauseMs(LEAST_PAUSE_MS, MOST_PAUSE_MS));
        } else {
          rest(BUSY_PAUSE_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers whether it could be put on. */
  private boolean putOn(FaultDeck.Card card) throws InterruptedException {
    StandingFault fault = begin(card);
    if (fault == null) {
      return false;
    }
    int number = log.begin(fault);
    try {
      rest(card.heldMs());
    } finally {
      heal(fault, number);
    }
    return true;
  }

  /** Waits a while for what it is put on: a leader, for example. Null if that stays away. */
  private StandingFault begin(FaultDeck.Card card) throws InterruptedException {
    String failure = "";
    for (int i = 0; i < TRIES && !ending; i++) {
      try {
        StandingFault fault = site.begin(card.kind(), card.pick());
        if (fault != null) {
          return fault;
        }
      } catch (LabException e) {
        failure = e.getMessage();
      }
      rest(BETWEEN_TRIES_MS);
    }
    if (!failure.isEmpty()) {
      log.failed(card.kind().name(), failure);
    }
    return null;
  }

  private void heal(StandingFault fault, int number) throws InterruptedException {
    try {
      fault.heal();
      log.end(number, fault);
    } catch (LabException e) {
      log.failed(fault.kind().name(), "not taken back: " + e.getMessage());
    }
  }

  private void rest(long ms) throws InterruptedException {
    long until = System.nanoTime() + ms * 1_000_000;
    while (!ending && System.nanoTime() - until < 0) {
      Thread.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 100));
    }
  }
}
