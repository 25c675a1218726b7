package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstructionSetTest {

    @Test
    void namesWhatDecidesAboutKernels() {
        assertThat(InstructionSet.describe(
                        "amd64", "processor\t: 0\nflags\t\t: fpu sse4_1 fma avx2 avx ht\nbugs\t: none\n"))
                .isEqualTo("amd64 avx avx2 fma sse4_1");
        assertThat(InstructionSet.describe("aarch64", "processor : 0\nFeatures : fp asimd sve i8mm\n"))
                .isEqualTo("aarch64 asimd i8mm sve");
        assertThat(InstructionSet.describe("riscv64", "isa : rv64\n")).isEqualTo("riscv64");
    }

    @Test
    void startsWithTheArchitecture() {
        assertThat(InstructionSet.ofThisMachine()).startsWith(System.getProperty("os.arch"));
    }
}
