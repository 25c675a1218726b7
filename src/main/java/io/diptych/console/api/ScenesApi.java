package io.diptych.console.api;

import io.diptych.console.security.ForEditors;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.Scenes;
import io.diptych.shoot.Scenes.SceneText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/scenes")
@Tag(name = "Scenes", description = "Scene templates: those that Diptych brings along, and your own.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ScenesApi {

    private final Scenes scenes;

    ScenesApi(Scenes scenes) {
        this.scenes = scenes;
    }

    /** @param problems of a template that cannot be used, by line */
    record SceneView(String name, boolean own, String yaml, List<FileProblem> problems) {

        static SceneView of(SceneText text) {
            return new SceneView(text.name(), text.own(), text.yaml(), text.problems());
        }
    }

    @GetMapping
    @Operation(summary = "All scenes by name")
    public List<SceneView> list() {
        return scenes.list().stream().map(SceneView::of).toList();
    }

    @GetMapping("/{scene}")
    @Operation(summary = "A scene")
    public SceneView get(@PathVariable String scene) {
        return scenes.find(scene).map(SceneView::of).orElseThrow(() -> none(scene));
    }

    @PutMapping(
            path = "/{scene}",
            consumes = {MediaType.TEXT_PLAIN_VALUE, "application/yaml"})
    @ForEditors
    @Operation(summary = "Keep an own scene (YAML)", description = "Campaigns that exist keep the one they had.")
    public SceneView save(@PathVariable String scene, @RequestBody String yaml)
            throws IOException, InvalidFileException {
        return SceneView.of(scenes.save(scene, yaml));
    }

    @DeleteMapping("/{scene}")
    @ForEditors
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget an own scene")
    public void remove(@PathVariable String scene) throws IOException {
        if (!scenes.remove(scene)) {
            throw none(scene);
        }
    }

    private static ApiException none(String scene) {
        return new ApiException(HttpStatus.NOT_FOUND, "no-such-scene", "There is no such scene: " + scene);
    }
}
