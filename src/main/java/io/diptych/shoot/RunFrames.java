package io.diptych.shoot;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SamplerSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The frames of runs; a handful each. */
@Repository
class RunFrames {

    private record Settings(Grid grid, SamplerSettings sampler) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunFrames(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void replace(long run, List<RunFrame> frames) {
        jdbc.sql("delete from run_frame where run = :run").param("run", run).update();
        for (RunFrame frame : frames) {
            jdbc.sql("""
                            insert into run_frame (run, number, scene, variant, settings)
                            values (:run, :number, :scene, :variant, cast(:settings as jsonb))""")
                    .param("run", run)
                    .param("number", frame.number())
                    .param("scene", frame.scene())
                    .param("variant", frame.variant())
                    .param("settings", json.writeValueAsString(new Settings(frame.grid(), frame.sampler())))
                    .update();
        }
    }

    /** By number. */
    Map<Integer, RunFrame> of(long run) {
        return jdbc
                .sql("select number, scene, variant, settings from run_frame where run = :run")
                .param("run", run)
                .query((row, n) -> {
                    Settings settings = json.readValue(row.getString("settings"), Settings.class);
                    return new RunFrame(
                            row.getInt("number"),
                            row.getString("scene"),
                            row.getString("variant"),
                            settings.grid(),
                            settings.sampler());
                })
                .list()
                .stream()
                .collect(Collectors.toMap(RunFrame::number, Function.identity()));
    }
}
