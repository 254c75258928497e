package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DeploymentApi;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.ProjectApi;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerApi;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceApi;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.progress.Progress;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.ssh.OpenSsh;
import dev.dokployprovider.provider.ssh.Ssh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers what a test says, and notes what it was asked; a call that no test told of fails. */
public final class FakeDokploy implements Dokploy {
  private final Map<Call<?>, Function<List<Object>, ?>> answers = new HashMap<>();
  private final List<Call<?>> asked = new ArrayList<>();
  private Progress progress = event -> {};
  private Function<Call<?>, ?> otherwise =
      call -> {
        throw new AssertionError("no test told what answers " + call);
      };

  /** Says what a call answers. */
  public <T> FakeDokploy on(Call<T> call, Supplier<T> answer) {
    return onCall(call, arguments -> answer.get());
  }

  /**
   * The same by what it is asked with.
   *
   * @param answer gets the arguments
   */
  public <T> FakeDokploy onCall(Call<T> call, Function<List<Object>, T> answer) {
    answers.put(call, answer);
    return this;
  }

  /** The same where nothing was said of that call before. */
  public <T> void onUnlessTold(Call<T> call, Supplier<T> answer) {
    answers.putIfAbsent(call, arguments -> answer.get());
  }

  /** The same for a call without an answer. */
  public FakeDokploy onVoid(Call<Void> call, Runnable effect) {
    answers.put(
        call,
        arguments -> {
          effect.run();
          return "";
        });
    return this;
  }

  /** What every call throws of which nothing was said. */
  public FakeDokploy othersThrow(Function<Call<?>, RuntimeException> failure) {
    otherwise =
        call -> {
          throw failure.apply(call);
        };
    return this;
  }

  /** Who hears what the machine's use cases report. */
  public FakeDokploy reporting(Progress listener) {
    progress = listener;
    return this;
  }

  /** The calls that came, in their order. */
  public List<Call<?>> asked() {
    return List.copyOf(asked);
  }

  /** The context of a machine "web" of this Dokploy. */
  public MachineContext context(Path folder, Time time) {
    return context(folder, time, Map.of());
  }

  /**
   * The same with options beside those that are required.
   *
   * @param more by their names
   */
  public MachineContext context(Path folder, Time time, Map<String, String> more) {
    return context(folder, time, more, OpenSsh.find(System.getenv()).orElseThrow());
  }

  /** The same with another ssh than this computer's. */
  public MachineContext context(Path folder, Time time, Map<String, String> more, Ssh ssh) {
    var machine = new MachineFolder(folder);
    return new MachineContext(
        new MachineId("web"),
        machine,
        ProviderOptions.from(SomeOptions.with(more)),
        this,
        new MachineSsh(ssh, machine, () -> "root", List.of(), Duration.ofMinutes(1), Map.of()),
        folder,
        progress,
        time);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T answer(Call<T> call, Object... arguments) {
    asked.add(call);
    var answer = answers.get(call);
    return (T) (answer == null ? otherwise.apply(call) : answer.apply(List.of(arguments)));
  }

  @Override
  public Version version() {
    return answer(Call.VERSION);
  }

  @Override
  public Permissions permissions() {
    return answer(Call.PERMISSIONS);
  }

  @Override
  public ProjectApi projects() {
    return new Projects();
  }

  @Override
  public ServiceApi services() {
    return new Services();
  }

  @Override
  public DeploymentApi deployments() {
    return new Deployments();
  }

  @Override
  public DockerApi docker() {
    return new Docker();
  }

  @Override
  public ServerApi servers() {
    return new Servers();
  }

  private final class Projects implements ProjectApi {
    @Override
    public List<Project> named(String name) {
      return answer(Call.PROJECTS_NAMED, name);
    }

    @Override
    public Optional<Project> find(String id) {
      return answer(Call.FIND_PROJECT, id);
    }

    @Override
    public void remove(String id) {
      answer(Call.REMOVE_PROJECT, id);
    }

    @Override
    public Project create(String name) {
      return answer(Call.CREATE_PROJECT, name);
    }
  }

  private final class Services implements ServiceApi {
    @Override
    public Service create(Environment environment, NewService service) {
      return answer(Call.CREATE_SERVICE, environment, service);
    }

    @Override
    public void update(String composeId, String composeFile, String description) {
      answer(Call.UPDATE_SERVICE, composeId, composeFile, description);
    }

    @Override
    public void setCommand(String composeId, String command) {
      answer(Call.SET_COMMAND, composeId, command);
    }

    @Override
    public Optional<Service> find(String composeId) {
      return answer(Call.FIND_SERVICE, composeId);
    }

    @Override
    public void start(String composeId) {
      answer(Call.START_SERVICE, composeId);
    }

    @Override
    public void stop(String composeId) {
      answer(Call.STOP_SERVICE, composeId);
    }

    @Override
    public void delete(String composeId) {
      answer(Call.DELETE_SERVICE, composeId);
    }

    @Override
    public boolean hasFiles(String composeId) {
      return answer(Call.HAS_FILES, composeId);
    }
  }

  private final class Deployments implements DeploymentApi {
    @Override
    public void deploy(String composeId, String title) {
      answer(Call.DEPLOY, composeId, title);
    }

    @Override
    public Optional<List<QueuedJob>> queue() {
      return answer(Call.QUEUE);
    }

    @Override
    public List<String> running() {
      return answer(Call.DEPLOYMENTS_RUNNING);
    }

    @Override
    public String log(Deployment deployment, Optional<String> serverId, int lines) {
      return answer(Call.DEPLOYMENT_LOG, deployment, serverId, lines);
    }

    @Override
    public LogTail follow(Deployment deployment, Optional<String> serverId) {
      return answer(Call.FOLLOW_LOG, deployment, serverId);
    }

    @Override
    public LogTail stream(Deployment deployment, Optional<String> serverId) {
      return answers.containsKey(Call.STREAM_LOG)
          ? answer(Call.STREAM_LOG, deployment, serverId)
          : LogTail.NOTHING;
    }

    @Override
    public void cancelWaiting(String composeId) {
      answer(Call.CANCEL_WAITING, composeId);
    }
  }

  private final class Docker implements DockerApi {
    @Override
    public LogTail log(String containerId, Optional<String> serverId, int lines) {
      return answer(Call.CONTAINER_LOG, containerId, serverId, lines);
    }

    @Override
    public List<Container> containers(String appName, Optional<String> serverId) {
      return answer(Call.CONTAINERS, appName, serverId);
    }

    @Override
    public List<Container> containersNamed(String prefix, Optional<String> serverId) {
      return answer(Call.CONTAINERS_NAMED, prefix, serverId);
    }

    @Override
    public ServerContainers onServer(Optional<String> serverId) {
      return answer(Call.ON_SERVER, serverId);
    }

    @Override
    public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
      return answer(Call.CONTAINER, containerId, serverId);
    }

    @Override
    public boolean removeContainer(String containerId, Optional<String> serverId) {
      return answer(Call.REMOVE_CONTAINER, containerId, serverId);
    }

    @Override
    public Optional<Map<String, Long>> volumeSizes(Optional<String> serverId) {
      return answer(Call.VOLUME_SIZES, serverId);
    }

    @Override
    public boolean removeVolume(String name, Optional<String> serverId) {
      return answer(Call.REMOVE_VOLUME, name, serverId);
    }

    @Override
    public boolean removeImage(String name, String tag, Optional<String> serverId) {
      return answer(Call.REMOVE_IMAGE, name, tag, serverId);
    }
  }

  private final class Servers implements ServerApi {
    @Override
    public Optional<String> instanceAddress() {
      return answer(Call.INSTANCE_ADDRESS);
    }

    @Override
    public List<Server> all() {
      return answer(Call.SERVERS);
    }

    @Override
    public List<Optional<String>> ofServices(String projectId) {
      return answer(Call.SERVERS_OF_SERVICES, projectId);
    }

    @Override
    public Optional<String> troubleOf(String serverId) {
      return answer(Call.TROUBLE_OF_SERVER, serverId);
    }

    @Override
    public Optional<ApiKey> key() {
      return answer(Call.KEY);
    }

    @Override
    public Optional<String> role() {
      return answer(Call.ROLE);
    }

    @Override
    public Optional<Boolean> cleansNightly(Optional<String> serverId) {
      return answer(Call.CLEANS_NIGHTLY, serverId);
    }
  }
}
