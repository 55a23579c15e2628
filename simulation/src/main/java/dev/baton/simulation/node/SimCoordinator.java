package dev.baton.simulation.node;

import dev.baton.common.id.RunId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.CoordinatorCore;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.SafetyRules;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.net.LinkEnd;
import dev.baton.simulation.net.LinkUser;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.store.SimStore;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import dev.baton.simulation.zookeeper.ElectionClient;
import dev.baton.simulation.zookeeper.SimZooKeeper;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One coordinator as it is installed: a name, an address, and one process life after another. */
public final class SimCoordinator {
  private static final long PROBE_NANOS = 500 * World.MS;
  private static final long PROBE_TIMEOUT_NANOS = World.SECOND;

  private final Surroundings around;
  private final World world;
  private final SimNet net;
  private final SimStore store;
  private final SimZooKeeper zookeeper;
  private final Witness witness;
  private final Host host;
  private final String name;
  private Running process;
  private int lives;

  /** What is the same for all coordinators of a cluster. */
  public record Surroundings(
      World world,
      SimNet net,
      SimStore store,
      SimZooKeeper zookeeper,
      Witness witness,
      CoreSettings settings,
      SafetyRules rules,
      List<SimCoordinator> all) {}

  public SimCoordinator(Surroundings around, Host host, String name) {
    this.around = around;
    this.world = around.world();
    this.net = around.net();
    this.store = around.store();
    this.zookeeper = around.zookeeper();
    this.witness = around.witness();
    this.host = host;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public Host host() {
    return host;
  }

  public boolean isUp() {
    return process != null && !process.life.isDead();
  }

  /** The process that lives; null if none does. */
  public Life life() {
    return isUp() ? process.life : null;
  }

  /** What it believes to be. */
  public Role role() {
    return isUp() ? process.role : Role.STANDBY;
  }

  /** Under which epoch it believes to lead; 0 if it does not. */
  public long epoch() {
    return isUp() ? process.epoch : 0;
  }

  public void start() {
    if (!isUp() && host.isPowered()) {
      process = new Running(++lives);
      process.begin();
    }
  }

  /** kill -9. */
  public void kill() {
    if (!isUp()) {
      return;
    }
    world.trace().line(() -> process.life + ": dies");
    process.life.die();
    net.processDied(process.life);
    zookeeper.look();
  }

  /** The machine loses its power: nothing of it answers, not even with a refusal. */
  public void losePower() {
    host.setPowered(false);
    kill();
  }

  public void pause() {
    if (isUp()) {
      process.life.pause();
      zookeeper.look();
    }
  }

  public void resume() {
    if (isUp()) {
      process.life.resume();
      zookeeper.look();
    }
  }

  /** Something happens to it just before it does the next thing of that kind. */
  public void before(Predicate<Effect> kind, Runnable happening) {
    if (isUp()) {
      process.outbox.before(kind, happening);
    }
  }

  /** Somebody asks this coordinator; called in no process. The answer comes in no process too. */
  public void ask(Command command, Consumer<CommandResult> answer) {
    if (isUp()) {
      Running asked = process;
      asked.life.enter(() -> asked.ask(command, answer));
    }
  }

  private void hearOfPeer(String peer) {
    if (isUp()) {
      Running told = process;
      told.life.enter(() -> told.step(new Input.PeerStoreHealth(peer, true)));
    }
  }

  /** One process life. */
  private final class Running {
    final Life life;
    final CoordinatorCore core;
    final Outbox<Effect> outbox;
    final ElectionClient election;
    final Rand rand;
    final TreeMap<Long, LinkEnd> links = new TreeMap<>();
    final TreeMap<Long, Consumer<CommandResult>> asked = new TreeMap<>();
    Role role = Role.STANDBY;
    long epoch;
    long lastRequest;
    long probe;
    boolean probeOpen;
    boolean zooKeeperReached = true;
    long wantedWake = Long.MAX_VALUE;
    long armedWake = Long.MAX_VALUE;

    Running(int number) {
      life = new Life(world, host, name + "#" + number);
      rand = world.rand("process " + life);
      core = new CoordinatorCore(name, around.settings(), around.rules());
      outbox = new Outbox<>(life, world.rand("outbox " + life), this::perform);
      election =
          zookeeper.connect(life, (node, first) -> step(new Input.ElectionChanged(node, first)));
      net.listen(name, life, this::accept);
    }

    void begin() {
      life.after(0, () -> step(new Input.Tick()));
      life.after(rand.below((int) (20 * World.MS)), this::probe);
    }

    void step(Input input) {
      Now now = life.now();
      world.trace().mix(host.index());
      world.trace().line(() -> life + " <- " + input);
      witness.coordinatorHears(life.name(), now, input);
      List<Effect> effects = core.step(now, input);
      world.trace().mix(effects.size());
      outbox.add(effects);
    }

    private void perform(Effect effect) {
      if (!(effect instanceof Effect.WakeAt)) {
        world.trace().line(() -> life + " -> " + effect);
        witness.coordinatorDoes(life.name(), effect);
      }
      switch (effect) {
        case Effect.Stand stand -> election.stand();
        case Effect.Withdraw withdraw -> election.withdraw(withdraw.node());
        case Effect.ReadEpoch read ->
            store.readEpoch(
                life,
                got ->
                    step(
                        new Input.EpochRead(
                            read.request(),
                            got.answer(),
                            SimStore.CLUSTER_ID,
                            got.epoch(),
                            store.faults().missingKeys())));
        case Effect.ConfirmElection confirm ->
            election.confirm(
                confirm.node(), got -> step(new Input.ElectionConfirmed(confirm.request(), got)));
        case Effect.RaiseEpoch raise ->
            store.raise(
                life,
                raise.from(),
                raise.to(),
                got -> step(new Input.EpochRaised(raise.request(), got.answer())));
        case Effect.LoadSnapshot load ->
            store.load(
                life,
                load.epoch(),
                got ->
                    step(
                        new Input.SnapshotLoaded(
                            load.request(), got.answer(), got.snapshot(), got.storeTime())));
        case Effect.Commit commit ->
            store.commit(
                life,
                commit.batch(),
                got ->
                    step(
                        new Input.CommitDone(
                            commit.batch().epoch(),
                            commit.batch().number(),
                            got.answer(),
                            got.storeTime())));
        case Effect.Publish publish -> {}
        case Effect.Send send -> {
          LinkEnd end = links.get(send.link());
          if (end != null) {
            end.send(send.message());
          }
        }
        case Effect.CloseLink close -> closeLink(close);
        case Effect.Answer answer -> {
          Consumer<CommandResult> waiting = asked.remove(answer.request());
          if (waiting != null) {
            waiting.accept(answer.result());
          }
        }
        case Effect.WakeAt wake -> {
          wantedWake = wake.nanos();
          arm();
        }
        case Effect.RoleChanged changed -> {
          role = changed.role();
          epoch = changed.epoch();
          if (role == Role.LEADER) {
            election.publishLeader(name);
          }
        }
        case Effect.Counted counted -> {}
        case Effect.Note note -> {}
        case Effect.Unfit unfit -> {}
      }
    }

    private void closeLink(Effect.CloseLink close) {
      LinkEnd end = links.remove(close.link());
      if (end != null) {
        end.close(close.reason());
        life.after(
            rand.below((int) World.MS),
            () -> step(new Input.LinkClosed(close.link(), "closed here")));
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
        step(new Input.Tick());
      } else {
        arm();
      }
    }

    // ---- executors

    private LinkUser accept(SimLink link) {
      long number = link.number();
      if (role == Role.STANDBY) {
        String leader = zookeeper.reaches(life) ? zookeeper.leaderAddress() : "";
        link.acceptor()
            .send(new CoordinatorMessage.NotLeader(0, leader.equals(name) ? "" : leader));
        link.acceptor().close("not the leader");
      } else {
        links.put(number, link.acceptor());
        step(new Input.LinkOpened(number, link.dialer().life().host().name()));
      }
      return new LinkUser() {
        @Override
        public void received(Object message) {
          step(new Input.FromExecutor(number, (ExecutorMessage) message));
        }

        @Override
        public void closed(String reason) {
          links.remove(number);
          step(new Input.LinkClosed(number, reason));
        }
      };
    }

    // ---- the store's health

    private void probe() {
      long number = ++probe;
      probeOpen = true;
      store.read(life, () -> true, got -> probed(number, got != null));
      life.after(PROBE_TIMEOUT_NANOS, () -> probed(number, false));
    }

    private void probed(long number, boolean answers) {
      if (number != probe || !probeOpen) {
        return;
      }
      probeOpen = false;
      tellOfZooKeeper();
      step(new Input.StoreHealth(answers, answers ? "answers" : "no answer"));
      if (answers && role == Role.STANDBY) {
        tellLeader();
      }
      life.after(PROBE_NANOS, this::probe);
    }

    private void tellOfZooKeeper() {
      boolean reached = zookeeper.reaches(life);
      if (reached != zooKeeperReached) {
        zooKeeperReached = reached;
        step(new Input.ZooKeeperHeard(reached, false, false, ""));
      }
    }

    private void tellLeader() {
      Life first = zookeeper.first();
      for (SimCoordinator other : around.all()) {
        boolean leads = other.isUp() && other.life() == first;
        if (leads && other != SimCoordinator.this && !net.isCut(host, other.host())) {
          world.after(net.path(host, other.host()).delay(), () -> other.hearOfPeer(name));
        }
      }
    }

    // ---- commands

    private void ask(Command command, Consumer<CommandResult> answer) {
      if (command instanceof Command.TriggerRun trigger && trigger.requestKey() != null) {
        store.read(
            life,
            () -> runByKey(trigger),
            known -> {
              if (known == null) {
                answer.accept(
                    new CommandResult.Rejected(
                        CommandResult.Code.UNKNOWN, "the store does not answer"));
              } else if (!known.isEmpty()) {
                answer.accept(new CommandResult.RunAccepted(known.getFirst(), false));
              } else {
                give(command, answer);
              }
            });
      } else {
        give(command, answer);
      }
    }

    private List<RunId> runByKey(Command.TriggerRun trigger) {
      RunId run = store.rows().runByRequestKey(trigger.job(), trigger.requestKey());
      return run == null ? List.of() : List.of(run);
    }

    private void give(Command command, Consumer<CommandResult> answer) {
      long request = ++lastRequest;
      asked.put(request, answer);
      step(new Input.CommandGiven(request, command));
    }
  }
}
