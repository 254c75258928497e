import static java.lang.classfile.ClassTransform.dropping;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleHashesAttribute;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the classes of a java.base that was taken out of a runtime linkable again: drops the hashes of the modules that
 * it was linked with, and what jlink generated then and generates again.
 */
class LinkableBase {
  public static void main(String[] args) throws IOException {
    Path base = Path.of(args[0]);
    Path info = base.resolve("module-info.class");
    var classFile = ClassFile.of();
    var changed =
        classFile.transformClass(
            classFile.parse(info), dropping(element -> element instanceof ModuleHashesAttribute));
    Files.write(info, changed);
    try (var generated = Files.newDirectoryStream(base.resolve("jdk/internal/module"), "SystemModules$*.class")) {
      for (Path file : generated) {
        Files.delete(file);
      }
    }
  }
}
