package dev.dokployprovider.provider.world;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The computer's files as one process sees them: each change is a step of its {@link Life}, and
 * whatever it has open is closed when it is killed, as the system does it.
 */
public final class MortalFiles extends FileSystem {
  final FileSystem real;
  private final MortalProvider provider;
  private final List<Channel> open = new ArrayList<>();

  private MortalFiles(FileSystem real, Life life, Supplier<FileFault> fault) {
    this.real = real;
    this.provider = new MortalProvider(this, life, fault);
  }

  /** A folder as that process sees it. */
  public static Path of(Path folder, Life life, Supplier<FileFault> fault) {
    return new MortalFiles(folder.getFileSystem(), life, fault).path(folder);
  }

  Path path(Path path) {
    return path instanceof MortalPath ? path : new MortalPath(this, path);
  }

  <C extends Channel> C opened(C channel) {
    open.add(channel);
    return channel;
  }

  /** What the system does when the process has ended, by whatever end. */
  public static void closeAll(Path ofIt) {
    for (Channel channel : ((MortalPath) ofIt).files.open) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  /** Not "unix": the folder for sockets is ssh's, and ssh is in memory. */
  @Override
  public Set<String> supportedFileAttributeViews() {
    var views = new HashSet<>(real.supportedFileAttributeViews());
    views.remove("unix");
    return views;
  }

  @Override
  public Path getPath(String first, String... more) {
    return path(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    var matcher = real.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(MortalPath.real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
