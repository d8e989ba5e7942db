using System.Text.Json.Nodes;
using Coalmine.Notebooks.Kernels;
using Coalmine.Notebooks.Running;
using Xunit;

namespace Coalmine.Notebooks.Tests.Kernels;

/// <summary>Names that are offered at the cursor, after cells that ran.</summary>
[Collection(nameof(OneAtATime))]
public sealed class CompletionAnswerTests
{
    private static readonly Lazy<CellSession> Session = new(() =>
    {
        CellSession session = new();
        session.Run("using Coalmine.Notebooks;\nint answer = 42;\nstring[] words = [];", new CellOutputs(1, _ => { }), CancellationToken.None);
        return session;
    });

    [Theory]
    [InlineData("Lab.Sc", "Scenario", 4)]
    [InlineData("var x = Lab.Sim", "Simulate", 12)]
    [InlineData("answ", "answer", 0)]
    [InlineData("answer.Compare", "CompareTo", 7)]
    [InlineData("answer.ToString().Le", "Length", 18)]
    [InlineData("words.Select(word => word.Sub", "Substring", 26)]
    [InlineData("words?.Whe", "Where", 7)]
    [InlineData("using Coalmine.Note", "Notebooks", 15)]
    [InlineData("foreach (var word in words)\n    Console.Wr", "WriteLine", 40)]
    [InlineData("#r \"nuget: Coalmine.Notebooks, 0.1.0\"\nLab.St", "Study", 42)]
    [InlineData("\"😀\".Le", "Length", 4)]
    public void Name_ThatFits_IsOffered(string code, string offered, int start)
    {
        JsonObject answer = Ask(code, null);
        Assert.Contains(offered, Matches(answer));
        Assert.Equal(start, (int)answer["cursor_start"]!);
        Assert.Equal(code.EnumerateRunes().Count(), (int)answer["cursor_end"]!);
    }

    [Theory]
    [InlineData("Lab.", "ToString")]
    [InlineData("answer.", "Parse")]
    [InlineData("answer.", "Select")]
    public void Name_ThatDoesNotFit_IsNotOffered(string code, string other)
    {
        string[] names = Matches(Ask(code, null));
        Assert.NotEmpty(names);
        Assert.DoesNotContain(other, names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// Lab.")]
    [InlineData("\"Lab.")]
    [InlineData("nothing.L")]
    [InlineData("}{.")]
    public void NothingToOffer_IsNoError(string code) => Assert.Empty(Matches(Ask(code, null)));

    [Fact]
    public void DeepNesting_IsNoError() => Assert.Equal(["answer"], Matches(Ask(new string('(', 200) + "answ", null)));

    [Fact]
    public void WhatStandsBehindTheCursor_IsNotLookedAt()
    {
        JsonObject answer = Ask("Lab.Scx(answer", 6);
        Assert.Contains("Scenario", Matches(answer));
        Assert.Equal((4, 6), ((int)answer["cursor_start"]!, (int)answer["cursor_end"]!));
    }

    private static JsonObject Ask(string code, int? cursor)
    {
        JsonObject content = new() { ["code"] = code };
        if (cursor is not null)
            content["cursor_pos"] = cursor;
        return CompletionAnswer.To(content, Session.Value);
    }

    private static string[] Matches(JsonObject answer) => [.. answer["matches"]!.AsArray().Select(match => (string)match!)];
}
