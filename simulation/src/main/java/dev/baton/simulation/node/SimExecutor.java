package dev.baton.simulation.node;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.WireVersion;
import dev.baton.executor.core.ExecutorCore;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorIdentity;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.core.ExecutorRules;
import dev.baton.executor.core.ExecutorSettings;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.net.LinkEnd;
import dev.baton.simulation.net.LinkUser;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.task.SimTasks;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import dev.baton.simulation.zookeeper.SimZooKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One executor as it is installed: a name, a data directory, and one process life after another.
 */
public final class SimExecutor {
  private static final long PROOF_NANOS = 20 * World.MS;

  private final World world;
  private final SimNet net;
  private final SimZooKeeper zookeeper;
  private final Witness witness;
  private final Host host;
  private final ExecutorId id;
  private final String home;
  private final Capacity capacity;
  private final ExecutorSettings settings;
  private final ExecutorRules rules;
  private final Rand rand;
  private final Disk disk = new Disk();
  private final List<SimTasks> pastTasks = new ArrayList<>();
  private Running process;
  private boolean starting;
  private long guardsSlowNanos;

  /** What is the same for all executors of a cluster. */
  public record Surroundings(
      World world,
      SimNet net,
      SimZooKeeper zookeeper,
      Witness witness,
      ExecutorSettings settings,
      ExecutorRules rules) {}

  public SimExecutor(Surroundings around, Host host, String name, String home, Capacity capacity) {
    this.world = around.world();
    this.net = around.net();
    this.zookeeper = around.zookeeper();
    this.witness = around.witness();
    this.settings = around.settings();
    this.rules = around.rules();
    this.host = host;
    this.id = new ExecutorId(name);
    this.home = home;
    this.capacity = capacity;
    this.rand = world.rand("executor " + home);
  }

  public ExecutorId id() {
    return id;
  }

  public Host host() {
    return host;
  }

  public boolean isUp() {
    return process != null && !process.life.isDead();
  }

  public boolean isStarting() {
    return starting;
  }

  /** The highest epoch that it has obeyed and kept. */
  public long obeyedEpoch() {
    return disk.highestEpoch;
  }

  /** The process that lives; null if none does. */
  public Life life() {
    return isUp() ? process.life : null;
  }

  /** Trees that are alive, those of dead processes too. */
  public int aliveTrees() {
    int alive = isUp() ? process.tasks.alive() : 0;
    for (SimTasks past : pastTasks) {
      alive += past.alive();
    }
    return alive;
  }

  /**
   * Starts a process, once the data directory's lock is free and the former processes' trees are
   * proven gone.
   */
  public void start() {
    if (!isUp() && !starting) {
      starting = true;
      awaitProof();
    }
  }

  private void awaitProof() {
    pastTasks.removeIf(past -> past.alive() == 0);
    if (!host.isPowered()) {
      starting = false;
    } else if (pastTasks.isEmpty()) {
      begin(List.copyOf(disk.incarnations));
    } else {
      world.after(PROOF_NANOS, this::awaitProof);
    }
  }

  /** Starts a process that could not find out whether the former ones' trees are gone. */
  public void startWithoutProof() {
    if (!isUp() && !starting && host.isPowered()) {
      begin(List.of());
    }
  }

  private void begin(List<Incarnation> ended) {
    starting = false;
    Incarnation incarnation = new Incarnation(home + "-" + (disk.incarnations.size() + 1));
    ExecutorIdentity identity =
        new ExecutorIdentity(
            WireVersion.CURRENT,
            id,
            incarnation,
            home,
            capacity,
            ended,
            disk.clusterId,
            disk.highestEpoch);
    disk.incarnations.add(incarnation);
    process = new Running(identity);
    process.life.after(0, () -> process.step(new ExecutorInput.Tick()));
  }

  public void pause() {
    if (isUp()) {
      process.life.pause();
    }
  }

  public void resume() {
    if (isUp()) {
      process.life.resume();
    }
  }

  /** The guards on this machine take so much longer to see that their executor is dead. */
  public void slowGuards(long nanos) {
    guardsSlowNanos = nanos;
  }

  /** kill -9. */
  public void kill() {
    end(false);
  }

  /** The machine loses its power: nothing of it answers, not even with a refusal. */
  public void losePower() {
    host.setPowered(false);
    end(true);
  }

  private void end(boolean powerLost) {
    if (!isUp()) {
      return;
    }
    world.trace().line(() -> process.who + ": dies");
    process.life.die();
    process.forced.forEach(this::maybeForced);
    process.tasks.executorDied(powerLost, guardsSlowNanos);
    pastTasks.add(process.tasks);
    net.processDied(process.life);
  }

  /** A write that was not forced when the process died may be on disk all the same. */
  private void maybeForced(AttemptOutcome outcome) {
    if (rand.oneIn(3)) {
      disk.journal.put(outcome.attempt(), outcome);
      witness.outcomeOnDisk(process.who, outcome);
    }
  }

  /** SIGTERM. */
  public void drain(long atMostMs) {
    if (isUp()) {
      Running now = process;
      now.life.enter(() -> now.step(new ExecutorInput.DrainAsked("asked to stop", atMostMs)));
    }
  }

  /** Something happens to it just before it does the next thing of that kind. */
  public void before(Predicate<ExecutorEffect> kind, Runnable happening) {
    if (isUp()) {
      process.outbox.before(kind, happening);
    }
  }

  /** One process life. */
  private final class Running {
    final Life life;
    final ExecutorLife who;
    final ExecutorCore core;
    final SimTasks tasks;
    final Outbox<ExecutorEffect> outbox;
    final TreeMap<Long, LinkEnd> links = new TreeMap<>();
    final TreeSet<Long> dialling = new TreeSet<>();
    final List<AttemptOutcome> forced = new ArrayList<>();
    long wantedWake = Long.MAX_VALUE;
    long armedWake = Long.MAX_VALUE;

    Running(ExecutorIdentity identity) {
      life = new Life(world, host, identity.incarnation().value());
      who = new ExecutorLife(id, identity.incarnation(), home, life);
      core = new ExecutorCore(identity, settings, rules, List.copyOf(disk.journal.values()));
      tasks = new SimTasks(world, witness, who, rules, this::hear);
      outbox = new Outbox<>(life, world.rand("outbox " + life), this::perform);
      zookeeper.watchLeader(life, address -> step(new ExecutorInput.LeaderMoved(address)));
    }

    private void hear(ExecutorInput input) {
      life.after(rand.below((int) World.MS), () -> step(input));
    }

    void step(ExecutorInput input) {
      Now now = life.now();
      world.trace().mix(host.index());
      world.trace().line(() -> who + " <- " + input);
      witness.executorHears(who, now, input);
      List<ExecutorEffect> effects = core.step(now, input);
      world.trace().mix(effects.size());
      outbox.add(effects);
    }

    private void perform(ExecutorEffect effect) {
      witness.executorDoes(who, effect);
      if (!(effect instanceof ExecutorEffect.WakeAt)) {
        world.trace().line(() -> who + " -> " + effect);
      }
      switch (effect) {
        case ExecutorEffect.Dial dial -> dial(dial);
        case ExecutorEffect.Send send -> {
          LinkEnd end = links.get(send.link());
          if (end != null) {
            end.send(send.message());
          }
        }
        case ExecutorEffect.CloseLink close -> {
          dialling.remove(close.link());
          LinkEnd end = links.remove(close.link());
          if (end != null) {
            end.close(close.reason());
          }
        }
        case ExecutorEffect.StartTask start -> tasks.start(start.order());
        case ExecutorEffect.EndTask end ->
            tasks.end(end.attempt(), end.graceMs(), end.why(), end.reason());
        case ExecutorEffect.LeaseExtended extended -> tasks.leaseUntil(extended.untilNanos());
        case ExecutorEffect.JournalOutcome journal -> journal(journal.outcome());
        case ExecutorEffect.ForgetOutcomes forget -> forget.attempts().forEach(this::forget);
        case ExecutorEffect.ShippingOpened opened -> {}
        case ExecutorEffect.LogAccepted accepted -> {}
        case ExecutorEffect.ArtifactAccepted accepted -> {}
        case ExecutorEffect.RememberCluster remember -> {
          disk.clusterId = remember.clusterId();
          disk.highestEpoch = remember.epoch();
        }
        case ExecutorEffect.Exit exit -> end(false);
        case ExecutorEffect.WakeAt wake -> {
          wantedWake = wake.nanos();
          arm();
        }
        case ExecutorEffect.Note note -> {}
        case ExecutorEffect.StaleFrameRefused refused -> {}
      }
    }

    private void arm() {
      if (wantedWake < armedWake) {
        armedWake = wantedWake;
        long at = wantedWake;
        life.atMonotonic(at, () -> wake(at));
      }
    }

    private void wake(long armedFor) {
      if (armedFor != armedWake) {
        return;
      }
      armedWake = Long.MAX_VALUE;
      if (life.monotonic() >= wantedWake) {
        wantedWake = Long.MAX_VALUE;
        step(new ExecutorInput.Tick());
      } else {
        arm();
      }
    }

    private void journal(AttemptOutcome outcome) {
      forced.add(outcome);
      long nanos = 200 * World.US + rand.exponential(2 * World.MS, 300 * World.MS);
      life.after(
          nanos,
          () -> {
            forced.remove(outcome);
            disk.journal.put(outcome.attempt(), outcome);
            witness.outcomeOnDisk(who, outcome);
            step(new ExecutorInput.OutcomeJournalled(outcome.attempt()));
          });
    }

    private void forget(AttemptId attempt) {
      // Not forced: a crash may bring it back, and it is said again.
      witness.outcomeForgotten(who, attempt);
      life.after(rand.below((int) (20 * World.MS)), () -> disk.journal.remove(attempt));
    }

    private void dial(ExecutorEffect.Dial dial) {
      String address = dial.address().isEmpty() ? lookUp() : dial.address();
      dialling.add(dial.link());
      net.dial(
          life,
          address,
          new SimNet.DialUser() {
            @Override
            public LinkUser up(SimLink link) {
              if (!dialling.remove(dial.link())) {
                link.dialer().close("given up while it was being dialled");
                return new Conversation(dial.link());
              }
              links.put(dial.link(), link.dialer());
              step(new ExecutorInput.LinkUp(dial.link()));
              return new Conversation(dial.link());
            }

            @Override
            public void refused(String reason) {
              dialling.remove(dial.link());
              step(new ExecutorInput.LinkDown(dial.link(), reason));
            }
          });
    }

    /** In ZooKeeper where it answers, else somewhere in the list of addresses. */
    private String lookUp() {
      String published = zookeeper.reaches(life) ? zookeeper.leaderAddress() : "";
      return published.isEmpty() || rand.oneIn(10) ? rand.pick(net.addresses()) : published;
    }

    /** One link's frames on their way to the core. */
    private final class Conversation implements LinkUser {
      private final long number;

      Conversation(long number) {
        this.number = number;
      }

      @Override
      public void received(Object message) {
        step(new ExecutorInput.FromCoordinator(number, (CoordinatorMessage) message));
      }

      @Override
      public void closed(String reason) {
        links.remove(number);
        step(new ExecutorInput.LinkDown(number, reason));
      }
    }
  }
}
