package record

// chinese has only what stands in brackets whole: its wordings have no spaces,
// so numbers and units cannot be found in them.
var chinese = language{
	code:       "zh",
	names:      map[string]string{"中文": "zh", "汉语": "zh", "英文": "en", "俄文": "ru"},
	illegible:  []string{"字迹不清", "无法辨认", "不清", "模糊不清", "难以辨认"},
	losses:     []loss{{"下缺", "lost", ""}, {"上缺", "lost", ""}, {"缺页", "lost", ""}, {"原件缺", "lost", ""}, {"残缺", "lost", ""}, {"破损", "damage", ""}, {"撕破", "damage", "tear"}},
	signed:     []string{"签字", "签名", "署名"},
	seals:      []string{"印", "盖章", "印章"},
	remarks:    []string{"原文如此", "着重号为引者所加"},
	stage:      []string{"笑", "鼓掌", "掌声", "热烈鼓掌", "众笑", "笑声"},
	noteHeads:  []string{"注释", "注", "脚注"},
	salutes:    []string{"亲爱的", "尊敬的"},
	closings:   []string{"此致", "敬礼", "顺致"},
	enclosures: []string{"附件"},
	fields:     map[string]string{"标题": "title", "题目": "title", "作者": "author", "收件人": "recipient", "日期": "date", "地点": "place", "语言": "language", "来源": "source", "档案馆": "archive", "译者": "translator", "编者": "editor", "正文": "text"},
}
