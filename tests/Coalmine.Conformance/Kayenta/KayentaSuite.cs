using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Kayenta;

/// <summary>Recorded answers of Kayenta's judge held against ours, in faithful mode.</summary>
internal static class KayentaSuite
{
    /// <summary>Runs the cases of the wanted groups and prints the failing ones and a closing line.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        IReadOnlyList<KayentaCase> all = KayentaCase.ReadAll(command.File);
        command.RefuseNamesOutside(all.Select(one => one.Group).Concat(KayentaAnswers.Groups.Keys));
        int passed = 0, failed = 0;
        foreach (KayentaCase one in all)
        {
            if (!command.Wants(one.Group))
                continue;
            List<string> differences = Differences(one);
            passed += differences.Count == 0 ? 1 : 0;
            failed += differences.Count == 0 ? 0 : 1;
            foreach (string difference in differences)
                output.WriteLine($"{one.Id}: {difference}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static List<string> Differences(KayentaCase one)
    {
        if (!KayentaAnswers.Groups.TryGetValue(one.Group, out Func<KayentaCase, IEnumerable<string>>? answer))
            return [$"expected an answer, got nothing: the group '{one.Group}' is unknown"];
        try
        {
            return answer(one).ToList();
        }
        catch (CaseFormatException error)
        {
            throw new RefusedException($"{one.Where}: {error.Message}.");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException)
        {
            return [$"expected an answer, got an error: {error.Message.ReplaceLineEndings(" ")}"];
        }
    }
}
