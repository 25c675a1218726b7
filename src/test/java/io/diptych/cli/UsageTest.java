package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

    private final Cli cli = new Cli();

    @Test
    void noCommandIsWrongUsage() {
        assertThat(cli.run()).isEqualTo(64);
        assertThat(cli.err()).contains("Usage: diptych");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(cli.run("--colour")).isEqualTo(64);
        assertThat(cli.err()).contains("--colour").contains("--help");
    }

    @Test
    void aMissingOptionIsWrongUsage() {
        assertThat(cli.run("export", "--out=x")).isEqualTo(64);
        assertThat(cli.err()).contains("--checkpoint").contains("diptych export --help");
    }

    @Test
    void trainingNeedsToKnowWhereTo() {
        assertThat(cli.run("train")).isEqualTo(64);
        assertThat(cli.err()).contains("--out").contains("diptych train --help");
    }

    @Test
    void aJudgeNeedsStepsToLearn() {
        assertThat(cli.run("train", "judge", "--out=x", "--steps=0")).isEqualTo(64);
        assertThat(cli.err()).contains("steps 0").contains("diptych train judge --help");
    }

    @Test
    void aMistypedCommandIsWrongUsageAndAnswersWithTheNearest() {
        assertThat(cli.run("exprot")).isEqualTo(64);
        assertThat(cli.err()).contains("diptych export");
    }

    @Test
    void waypointsContradictAnEndReward() {
        assertThat(cli.run("train", "pararl", "--out=x", "--reward=end", "--waypoints=3"))
                .isEqualTo(64);
        assertThat(cli.err()).contains("--waypoints").contains("diptych train pararl --help");
    }

    @Test
    void helpIsAnsweredWithoutTheApplication() {
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.out()).contains("Usage: diptych").contains("export");
        assertThat(cli.run("export", "--help")).isZero();
        assertThat(cli.out()).contains("--checkpoint");
    }
}
