namespace Coalmine.Conformance.ApiServer;

/// <summary>Recorded exchanges with a real API server, held against the one of our tests.</summary>
internal static class ApiServerSuite
{
    /// <summary>Plays every exchange in order, since each depends on those before, and prints the wanted ones that differ and a closing line.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        Recording recording = Recording.Read(command.File);
        command.RefuseNamesOutside(recording.Exchanges.SelectMany(one => new[] { one.Name, one.Label, FormattableString.Invariant($"{one.Number}") }));
        ReplayedServer server = new(recording);
        int passed = 0;
        int failed = 0;
        foreach (Exchange exchange in recording.Exchanges)
        {
            string? difference = server.Play(exchange);
            if (!command.Wants(exchange.Name) && !command.Wants(exchange.Label) && !command.Wants(FormattableString.Invariant($"{exchange.Number}")))
                continue;
            passed += difference is null ? 1 : 0;
            failed += difference is null ? 0 : 1;
            if (difference is not null)
                output.WriteLine($"{exchange.Name}: {difference}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }
}
