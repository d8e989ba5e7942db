using System.Text.Json;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>Writes advice into the JSON of a study.</summary>
internal static class AdviceJson
{
    /// <summary>Writes the advice on one policy in one world.</summary>
    public static void Write(ScenarioResult scenario, int policy, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("advice");
        foreach (AdviceItem item in StudyAdvice.Of(scenario, policy))
        {
            writer.WriteStartObject();
            writer.WriteString("id", item.Id);
            writer.WriteString("text", item.Text);
            writer.WriteString("instead", item.Instead);
            if (FileNumbers.Finite(item.Price) is { } price)
                writer.WriteNumber("price", price);
            else
                writer.WriteNull("price");
            writer.WriteString("check", item.Check >= 0 ? scenario.Policies[policy].Checks[item.Check] : "");
            writer.WriteNumber("replication", item.Replication);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
