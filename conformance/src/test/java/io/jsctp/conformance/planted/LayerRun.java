package io.jsctp.conformance.planted;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs layers of tests in a Java machine of its own, against the core that is first on its class path, and prints for each
 * {@code BEGIN TAB layer} and {@code RESULT TAB layer TAB test}: the first test that failed, or nothing.
 */
final class LayerRun {
    static final String BEGIN = "BEGIN\t";
    static final String RESULT = "RESULT\t";

    private LayerRun() {}

    /** Takes the folder of core's test classes, {@code all} or {@code first}, and the layers. */
    public static void main(String[] args) throws Exception {
        boolean all = args[1].equals("all");
        for (int i = 2; i < args.length; i++) {
            Layer layer = Layer.valueOf(args[i]);
            System.out.println(BEGIN + layer);
            String failed = firstFailure(layer.tests(Path.of(args[0])));
            System.out.println(RESULT + layer + "\t" + failed);
            if (!all && !failed.isEmpty()) {
                break;
            }
        }
        // Threads of tests that failed may be left.
        System.exit(0);
    }

    private static DiscoverySelector selector(String test) {
        return test.contains("#") ? DiscoverySelectors.selectMethod(test) : DiscoverySelectors.selectClass(test);
    }

    private static String firstFailure(List<String> tests) {
        if (tests.isEmpty()) {
            return "";
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests.stream().map(LayerRun::selector).toList())
                .build();
        CancellationToken token = CancellationToken.create();
        List<String> failed = new ArrayList<>();
        int[] run = {0};
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(request)
                        .cancellationToken(token)
                        .listeners(new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                run[0] += test.isTest() ? 1 : 0;
                                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failed.add(test.getLegacyReportingName() + " of " + test.getUniqueId());
                                    token.cancel();
                                }
                            }
                        })
                        .build());
        if (run[0] == 0 && failed.isEmpty()) {
            throw new IllegalStateException("no test was run: " + tests);
        }
        return failed.isEmpty() ? "" : failed.get(0);
    }
}
